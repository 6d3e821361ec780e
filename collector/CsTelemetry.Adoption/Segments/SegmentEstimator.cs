using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Targets;

namespace CsTelemetry.Adoption.Segments;

/// <summary>
/// Divides a portfolio into segments of at least 30 accounts that can shape targets. "CsTelemetry adoption model 1.0", Segments.
/// The order of merging: within a plan, size classes are walked from small to huge, and neighbours are put together until they have enough;
/// what is left at the end joins the last group. Size classes that cannot reach enough even so (known or unknown ones) are measured against
/// their whole plan, and plans that are too small against the tenant.
/// </summary>
internal static class SegmentEstimator
{
    /// <summary>Takes the targets of every segment.</summary>
    public static SegmentTable Estimate(IEnumerable<MeasuredAccount> accounts, AdoptionModel model, bool frozen)
    {
        var peers = accounts.Where(account => TargetEstimator.Qualifies(account, model.Targets)).ToArray();
        var rows = new List<SegmentTargets> { Row(null, null, peers, model) };
        foreach (var plan in peers.GroupBy(account => account.Usage.Plan ?? "", StringComparer.Ordinal))
        {
            rows.AddRange(OfPlan(plan.Key, [.. plan], model));
        }

        return new SegmentTable(rows, model.Segments, frozen);
    }

    private static IEnumerable<SegmentTargets> OfPlan(string plan, MeasuredAccount[] peers, AdoptionModel model)
    {
        var least = model.Segments.MinAccounts;
        if (peers.Length < least)
        {
            yield break;
        }

        var bySize = peers.ToLookup(account => SizeClasses.Of(account.Usage.EligibleSeats, model.Segments));
        foreach (var sizes in Groups(size => bySize[size].Count(), least))
        {
            var own = sizes.SelectMany(size => bySize[size]).ToArray();
            yield return Row(plan, sizes, own.Length >= least ? own : peers, model);
        }

        var unknown = bySize[SizeClass.Unknown].ToArray();
        yield return Row(plan, [SizeClass.Unknown], unknown.Length >= least ? unknown : peers, model);
    }

    // The groups cover all known sizes, so that an account of a size nobody had yet has neighbours, too.
    private static List<List<SizeClass>> Groups(Func<SizeClass, int> count, int least)
    {
        var (groups, open, held) = (new List<List<SizeClass>>(), new List<SizeClass>(), 0);
        foreach (var size in SizeClasses.Known)
        {
            open.Add(size);
            held += count(size);
            if (held >= least)
            {
                groups.Add(open);
                (open, held) = ([], 0);
            }
        }

        if (groups.Count == 0)
        {
            return [open];
        }

        groups[^1].AddRange(open);
        return groups;
    }

    private static SegmentTargets Row(string? plan, IReadOnlyList<SizeClass>? sizes, MeasuredAccount[] peers, AdoptionModel model) =>
        SegmentTargets.Of(plan, sizes, TargetEstimator.EstimateFrom(peers.Select(peer => peer.Measures), model.Targets));
}
