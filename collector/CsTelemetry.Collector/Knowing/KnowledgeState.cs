using System.Collections.Immutable;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing;

/// <summary>Holds all that is known of a tenant: its documents, and what they mean. Immutable; safe to share between threads.</summary>
/// <param name="Entries">The documents.</param>
/// <param name="Knowledge">What they mean.</param>
/// <param name="Rows">How many rows the store has of the tenant.</param>
/// <param name="NewestVersion">The greatest version.</param>
/// <param name="Bytes">The bytes of all documents.</param>
internal sealed record KnowledgeState(
    ImmutableDictionary<KnowledgeKey, KnowledgeEntry> Entries, TenantKnowledge Knowledge, long Rows, long NewestVersion, long Bytes)
{
    public static KnowledgeState Nothing { get; } = new(ImmutableDictionary<KnowledgeKey, KnowledgeEntry>.Empty, TenantKnowledge.None, 0, 0, 0);

    public KnowledgeMark Mark => new(Rows, NewestVersion);

    public KnowledgeEntry Find(KnowledgeKey key) => Entries.GetValueOrDefault(key) ?? KnowledgeEntry.Nothing;

    /// <summary>Counts the things of a kind of which something is known.</summary>
    public int Count(KnowledgeKind kind) => kind switch
    {
        KnowledgeKind.Feature => Knowledge.Features.Count,
        KnowledgeKind.Plan => Knowledge.Plans.Count,
        KnowledgeKind.Account => Knowledge.Accounts.Count,
        KnowledgeKind.User => Knowledge.Users.Count,
        _ => Knowledge.Releases.Count,
    };
}
