using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Tests.Making;

/// <summary>Makes plain events and batches that a test then bends.</summary>
internal static class Sample
{
    internal const ulong Client = 0xFEDC_BA98_7654_3210;

    internal static DateTimeOffset Now { get; } = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    internal static DateOnly Today { get; } = DateOnly.FromDateTime(Now.UtcDateTime);

    internal static EventSource Source { get; } = new("test/1.0", "projectboard", "3.2.1", "staging");

    internal static UsageEvent Use(ulong sequence = 1) => new()
    {
        Kind = EventKind.FeatureUse,
        Sequence = sequence,
        OccurredAt = Now.AddHours(-1),
        Day = Today,
        AccountId = "acme",
        UserId = "ann",
        Feature = "reports.export",
        Platform = Platform.Web,
    };

    internal static UsageEvent[] Uses(int count) => [.. Enumerable.Range(1, count).Select(i => Use((ulong)i))];

    internal static BatchIdentity Identity(ulong batch = 1, ulong client = Client, string tenant = "demo") => new(tenant, client, batch);

    /// <summary>Makes an order to erase, given a minute after <see cref="Now"/>.</summary>
    internal static ErasureOrder Order(string user, string account = "", string tenant = "demo", double minutes = 1) =>
        new(ErasureTarget.User, Guid.CreateVersion7(Now.AddMinutes(minutes)), tenant, user, account, Now.AddMinutes(minutes));

    internal static ReceivedBatch Received(params UsageEvent[] events) => new(Identity(), Source, Now, events);

    internal static ValidatedBatch Validated(BatchIdentity identity, int accepted = 1, params Rejection[] rejections) =>
        new(identity, Source, Now, Uses(accepted), rejections);

    internal static Rejection Rejected(int index, RejectionCode code = RejectionCode.TooLarge) => new(index, code, "Too much.");

    internal static JournaledBatch Journaled(ulong batch, params UsageEvent[] events) => new(Identity(batch), Source, Now, events, []);

    /// <summary>Writes text of exactly that many bytes of UTF-8, most of its characters three bytes long.</summary>
    internal static string Utf8(int bytes) => new string('日', bytes / 3) + new string('a', bytes % 3);
}
