using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Quarantine;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Rows that a store is made to refuse, and what must become of them.</summary>
internal static class Poison
{
    /// <summary>What the session of such a row is called.</summary>
    internal const string Mark = "NOTFORTHESTORE";

    internal static (List<ValidatedBatch> Batches, HashSet<ulong> Poison) Among(IEnumerable<ValidatedBatch> batches, int seed, int count)
    {
        var all = batches.ToList();
        var poison = all.SelectMany(batch => batch.Events).Select(sent => sent.Sequence).OrderBy(_ => seed).ToArray();
        new Random(seed).Shuffle(poison);
        var chosen = poison.Take(count).ToHashSet();
        return ([.. all.Select(batch => batch with { Events = [.. batch.Events.Select(sent => chosen.Contains(sent.Sequence) ? sent with { SessionId = Mark } : sent)] })], chosen);
    }

    internal static async Task<List<QuarantinedEvent>> QuarantinedAsync(ClickHouseClient client, params string[] tenants)
    {
        var all = new List<QuarantinedEvent>();
        foreach (var tenant in tenants)
        {
            all.AddRange((await new QuarantineStore(client).ListAsync(new QuarantineFilter(tenant), 1000, CancellationToken.None)).Select(entry => entry.Event));
        }

        return all;
    }

    internal static async Task AssertSetAsideAsync(ClickHouseClient client, StorePipeline pipeline, List<ValidatedBatch> batches, HashSet<ulong> poison)
    {
        await StoreAssert.HoldsOnceAsync(client, batches.Select(batch => batch with { Events = [.. batch.Events.Where(sent => !poison.Contains(sent.Sequence))] }));
        var rows = await QuarantinedAsync(client, "demo", "other");
        Assert.Equal(poison.Order(), rows.Select(row => Protocol.V1.Event.Parser.ParseFrom(row.Event.Span).Sequence).Order());
        Assert.All(rows, row => Assert.Equal(QuarantineOrigin.Poison, row.Origin));
        var books = pipeline.Books.Read();
        Assert.Equal((poison.Count, 0), (books.Quarantined, books.Pending));
        Assert.Equal(books.Accepted, books.Verified + books.Quarantined);
    }
}
