namespace CsTelemetry.Adoption.Changes;

/// <summary>Explains one step of a change.</summary>
/// <param name="Key">The stable key: behaviour, denominators, configuration or restatement.</param>
/// <param name="Label">The name that people read.</param>
/// <param name="Points">What the step added to the score; negative when it took away.</param>
/// <param name="Parts">The points by component and cap; they sum to the step's within 10⁻⁹. Those that did not move are left out.</param>
/// <param name="Causes">The points by what changed; they sum to the step's within 10⁻⁹. Those that moved nothing are left out.</param>
public sealed record ChangeLine(string Key, string Label, double Points, IReadOnlyList<ChangePart> Parts, IReadOnlyList<ChangeCause> Causes);
