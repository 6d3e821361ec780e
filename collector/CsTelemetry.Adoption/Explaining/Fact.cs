namespace CsTelemetry.Adoption.Explaining;

/// <summary>Names one number that a component was made from.</summary>
/// <param name="Name">Its stable name, such as <c>active_users_28d</c>, or the model's own symbol, such as <c>F</c>.</param>
/// <param name="Value">Its value, exactly as the formula used it.</param>
public sealed record Fact(string Name, double Value)
{
    /// <summary>Makes a fact of a number that may be unknown: one or none.</summary>
    internal static Fact[] IfKnown(string name, double? value) => value is { } known ? [new Fact(name, known)] : [];
}
