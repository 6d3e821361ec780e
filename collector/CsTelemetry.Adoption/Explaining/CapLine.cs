namespace CsTelemetry.Adoption.Explaining;

/// <summary>Explains points that a cap took away.</summary>
/// <param name="Key">The stable key: no_active_users or single_point_of_failure.</param>
/// <param name="Label">The name that people read.</param>
/// <param name="Limit">The most points that the cap leaves.</param>
/// <param name="Points">What it adds to the score: a negative number.</param>
/// <param name="Reason">One English sentence that says why it applies.</param>
public sealed record CapLine(string Key, string Label, double Limit, double Points, string Reason);
