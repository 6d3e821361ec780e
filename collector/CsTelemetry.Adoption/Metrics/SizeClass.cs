namespace CsTelemetry.Adoption.Metrics;

/// <summary>Names the size classes of accounts: 1–5, 6–20, 21–100 and more than 100 seats.</summary>
public static class SizeClass
{
    /// <summary>Gets the classes, the smallest first.</summary>
    public static IReadOnlyList<string> All { get; } = ["1-5", "6-20", "21-100", "101+"];

    /// <summary>Finds the class of a number of seats; null when that is unknown.</summary>
    public static string? Of(double? seats) => seats switch
    {
        null => null,
        <= 5 => All[0],
        <= 20 => All[1],
        <= 100 => All[2],
        _ => All[3],
    };
}
