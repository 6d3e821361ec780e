using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;

namespace CsTelemetry.Collector.Measuring;

/// <summary>Whom and what the events of a tenant up to a day have shown. Immutable.</summary>
internal sealed record Crowd(IReadOnlyList<SeenAccount> Accounts, IReadOnlyList<SeenPerson> People, IReadOnlyDictionary<string, DateOnly> Reported)
{
    /// <summary>Gathers who is there on that day or an earlier one.</summary>
    public Audience AudienceOn(TenantKnowledge knowledge, DateOnly day) => Audience.Of(knowledge, Accounts, People, day);

    /// <summary>Finds the first day on which anybody's use of a feature was reported; null when never.</summary>
    public DateOnly? ReportedSince(string feature) => Reported.TryGetValue(feature, out var day) ? day : null;
}
