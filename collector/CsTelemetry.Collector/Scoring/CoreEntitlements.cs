using System.Collections.Frozen;
using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Knows which core features accounts may use on a day. Not thread-safe: accounts of one plan share a set, which the first one makes.</summary>
internal sealed class CoreEntitlements(TenantKnowledge knowledge, DateOnly asOf, IReadOnlyList<CoreFeature> core)
{
    // Accounts of one plan have the same entitlements, as a rule: one set serves them all.
    private readonly Dictionary<ulong, FrozenSet<string>> _sets = [];

    /// <summary>Gets those of an account; null when nothing is known of any of them. What nobody has said is entitled.</summary>
    public IReadOnlySet<string>? Of(string accountId)
    {
        var key = 0UL;
        var isKnown = false;
        for (var i = 0; i < core.Count; i++)
        {
            var entitled = knowledge.IsEntitled(accountId, core[i].Feature, asOf);
            isKnown |= entitled is not null;
            key |= entitled == false || i >= 64 ? 0 : 1UL << i;
        }

        return !isKnown ? null
            : core.Count > 64 ? SetOf(accountId)
            : _sets.TryGetValue(key, out var same) ? same
            : _sets[key] = SetOf(accountId);
    }

    private FrozenSet<string> SetOf(string accountId) => core
        .Select(feature => feature.Feature)
        .Where(feature => knowledge.IsEntitled(accountId, feature, asOf) != false)
        .ToFrozenSet(StringComparer.Ordinal);
}
