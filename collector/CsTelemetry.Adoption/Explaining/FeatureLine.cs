namespace CsTelemetry.Adoption.Explaining;

/// <summary>Explains one core feature's part of breadth.</summary>
/// <param name="Feature">The feature's key.</param>
/// <param name="Weight">Its value weight.</param>
/// <param name="Status">How far the account has come with it.</param>
/// <param name="Entitled">Whether the account may use it; use outside the plan is trial use, and counts.</param>
/// <param name="Uses84">Value events on it in the last 84 days.</param>
/// <param name="Days84">Distinct days of use in the last 84 days.</param>
/// <param name="Users84">People who used it in the last 84 days.</param>
/// <param name="Points">Its share of breadth's points.</param>
/// <param name="PointsLost">Its share of the points that breadth lost.</param>
public sealed record FeatureLine(
    string Feature,
    double Weight,
    CoreFeatureStatus Status,
    bool Entitled,
    long Uses84,
    int Days84,
    int Users84,
    double Points,
    double PointsLost);
