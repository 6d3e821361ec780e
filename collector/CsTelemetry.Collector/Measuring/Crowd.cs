using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;

namespace CsTelemetry.Collector.Measuring;

/// <summary>Holds whom and what the events of a tenant up to a day have shown, and what is known of them. Immutable; thread-safe.</summary>
internal sealed class Crowd
{
    private readonly IReadOnlyList<SeenAccount> _accounts;
    private readonly IReadOnlyDictionary<string, DateOnly> _reported;
    private readonly DateOnly _asOf;
    private readonly Lazy<Audience> _newest;

    public Crowd(
        TenantKnowledge knowledge, DateOnly asOf, IReadOnlyList<SeenAccount> accounts, IReadOnlyList<SeenPerson> people, IReadOnlyDictionary<string, DateOnly> reported)
    {
        (Knowledge, People, _asOf, _accounts, _reported) = (knowledge, people, asOf, accounts, reported);
        _newest = new(() => Audience.Of(knowledge, accounts, people, asOf));
    }

    public TenantKnowledge Knowledge { get; }

    public IReadOnlyList<SeenPerson> People { get; }

    /// <summary>Gets how many accounts and people it holds.</summary>
    public int Count => _accounts.Count + People.Count;

    /// <summary>Gathers who is there on that day, which is done once, or on an earlier one.</summary>
    public Audience AudienceOn(DateOnly day) => day == _asOf ? _newest.Value : Audience.Of(Knowledge, _accounts, People, day);

    /// <summary>Finds the first day on which anybody's use of a feature was reported; null when never.</summary>
    public DateOnly? ReportedSince(string feature) => _reported.TryGetValue(feature, out var day) ? day : null;
}
