namespace UsageSimulator.People;

/// <summary>Describes one person of an account.</summary>
/// <param name="UserId">The pseudonymous id that stands in the log: twelve hexadecimal digits.</param>
/// <param name="Role">What the person does there.</param>
/// <param name="FirstDay">The first day on which the person may come.</param>
/// <param name="LastDay">The last one.</param>
/// <param name="DailyChance">The chance of coming on a plain working day, 0 to 1.</param>
/// <param name="MoreUses">The chance of one use more after each, 0 to 1.</param>
/// <param name="AreaTaste">How much the person likes each area, in catalog order.</param>
internal sealed record Person(
    string UserId,
    Role Role,
    DateOnly FirstDay,
    DateOnly LastDay,
    double DailyChance,
    double MoreUses,
    IReadOnlyList<double> AreaTaste);
