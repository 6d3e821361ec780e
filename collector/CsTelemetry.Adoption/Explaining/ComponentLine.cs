namespace CsTelemetry.Adoption.Explaining;

/// <summary>Explains one component's part of a score. All component and cap lines' points sum to the score within 10⁻⁹.</summary>
/// <param name="Key">The stable key: reach, footprint, consistency, breadth, intensity, resilience or momentum.</param>
/// <param name="Label">The name that people read.</param>
/// <param name="Available">False when the component is missing; its weight then went to the others.</param>
/// <param name="ModelWeight">The weight in the model, 0 to 1.</param>
/// <param name="Weight">The weight after redistribution, 0 to 1; 0 when missing.</param>
/// <param name="X">The value, 0 to 1; null when missing, which is not 0.</param>
/// <param name="Points">The points it adds to the score.</param>
/// <param name="PointsLost">The points it could still add.</param>
/// <param name="Facts">The numbers that the value is made of.</param>
/// <param name="Reason">One English sentence that says how the value came about, or why it is missing.</param>
public sealed record ComponentLine(
    string Key,
    string Label,
    bool Available,
    double ModelWeight,
    double Weight,
    double? X,
    double Points,
    double PointsLost,
    IReadOnlyList<Fact> Facts,
    string Reason);
