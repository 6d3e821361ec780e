namespace CsTelemetry.Adoption.Changes;

/// <summary>Tells what a step of a change did to one component or cap.</summary>
/// <param name="Key">The component's or cap's key.</param>
/// <param name="Label">The name that people read.</param>
/// <param name="Points">The points that it added.</param>
public sealed record ChangePart(string Key, string Label, double Points);
