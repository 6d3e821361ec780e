using CsTelemetry.Adoption.Targets;

namespace CsTelemetry.Adoption.Segments;

/// <summary>Holds the targets of one segment of accounts, as a model version carries them.</summary>
/// <param name="Plan">The plan of its accounts, "" for unknown plans; null for the row of the whole tenant.</param>
/// <param name="Sizes">The size classes of its accounts; null for the row of the whole tenant.</param>
/// <param name="ActiveUsers">F: people active in 28 days.</param>
/// <param name="AdoptedCore">B: value weight of core features adopted.</param>
/// <param name="DecayedEvents">V₇₅: decayed value events.</param>
/// <param name="MeanUtilisation">μ: mean share of eligible seats that is active in 28 days, 0 to 1.</param>
/// <param name="AccountCount">The accounts that the targets were taken from.</param>
public sealed record SegmentTargets(
    string? Plan,
    IReadOnlyList<SizeClass>? Sizes,
    double? ActiveUsers,
    double? AdoptedCore,
    double? DecayedEvents,
    double? MeanUtilisation,
    int AccountCount)
{
    /// <summary>Makes the row of a group of accounts.</summary>
    internal static SegmentTargets Of(string? plan, IReadOnlyList<SizeClass>? sizes, AdoptionTargets targets) =>
        new(plan, sizes, targets.ActiveUsers, targets.AdoptedCore, targets.DecayedEvents, targets.MeanUtilisation, targets.AccountCount);

    /// <summary>Makes the targets that accounts of the segment are scored against.</summary>
    internal AdoptionTargets Targets(bool frozen) => new(ActiveUsers, AdoptedCore, DecayedEvents, MeanUtilisation, AccountCount, frozen);

    /// <summary>Makes the key: <c>*</c> for the tenant, else the plan and the size classes, such as <c>pro:small+medium</c>.</summary>
    internal string Key() => Plan is null || Sizes is null ? SegmentTable.TenantKey : $"{Plan}:{string.Join('+', Sizes.Select(SizeClasses.Key))}";
}
