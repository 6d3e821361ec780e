namespace CsTelemetry.Adoption.Targets;

/// <summary>
/// Holds what earns full points, and the mean that smooths reach. A target that could not be measured is null,
/// and the component that needs it is then missing, not zero.
/// </summary>
/// <param name="ActiveUsers">F: people active in 28 days.</param>
/// <param name="AdoptedCore">B: value weight of core features adopted, at least 1.</param>
/// <param name="DecayedEvents">V₇₅: decayed value events.</param>
/// <param name="MeanUtilisation">μ: mean share of eligible seats that is active in 28 days, 0 to 1; null when no account's seats are known.</param>
/// <param name="AccountCount">The accounts that the targets were taken from.</param>
/// <param name="Frozen">True for targets that a published model version carries; false for those taken at <c>as_of</c>.</param>
public sealed record AdoptionTargets(
    double? ActiveUsers,
    double? AdoptedCore,
    double? DecayedEvents,
    double? MeanUtilisation,
    int AccountCount,
    bool Frozen = false);
