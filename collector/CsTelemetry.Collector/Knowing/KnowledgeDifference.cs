using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing;

/// <summary>Finds what is different between two states of a tenant. Pure.</summary>
internal static class KnowledgeDifference
{
    public static IReadOnlyList<KnowledgeChange> Between(string tenant, KnowledgeState before, KnowledgeState after) =>
        [.. before.Entries.Keys.Union(after.Entries.Keys)
            .Where(key => Versions(before.Find(key)) != Versions(after.Find(key)))
            .Select(key => new KnowledgeChange(tenant, key, FirstDay(key, before, after)))];

    private static (long Told, long Events) Versions(KnowledgeEntry entry) => (entry.Told?.Version ?? 0, entry.Events?.Version ?? 0);

    private static DateOnly? FirstDay(KnowledgeKey key, KnowledgeState before, KnowledgeState after)
    {
        var (was, now) = (before.Knowledge, after.Knowledge);
        return key.Kind switch
        {
            KnowledgeKind.Feature => AffectedDays.Of(was.Features.GetValueOrDefault(key.Id), now.Features.GetValueOrDefault(key.Id)),
            KnowledgeKind.Plan => AffectedDays.Of(was.Plans.GetValueOrDefault(key.Id), now.Plans.GetValueOrDefault(key.Id)),
            KnowledgeKind.Account => AffectedDays.Of(was.Accounts.GetValueOrDefault(key.Id), now.Accounts.GetValueOrDefault(key.Id)),
            KnowledgeKind.User => AffectedDays.Of(was.Users.GetValueOrDefault((key.AccountId, key.Id)), now.Users.GetValueOrDefault((key.AccountId, key.Id))),
            _ => AffectedDays.Of(
                was.Releases.FirstOrDefault(release => release.Id == key.Id), now.Releases.FirstOrDefault(release => release.Id == key.Id)),
        };
    }
}
