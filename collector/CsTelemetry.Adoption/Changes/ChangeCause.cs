namespace CsTelemetry.Adoption.Changes;

/// <summary>Tells what one cause did to a score.</summary>
/// <param name="Key">The stable key: a component's or cap's for behaviour and restatement; seats, entitlements, segment or tenure for denominators; core, model or targets for configuration.</param>
/// <param name="Points">The points that it added.</param>
/// <param name="Reason">One English sentence with the numbers and dates.</param>
public sealed record ChangeCause(string Key, double Points, string Reason);
