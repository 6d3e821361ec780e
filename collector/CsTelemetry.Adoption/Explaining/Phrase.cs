using System.Globalization;

namespace CsTelemetry.Adoption.Explaining;

/// <summary>Words numbers for English sentences, the same in every culture.</summary>
internal static class Phrase
{
    /// <summary>Writes a number with at most two decimals: 12, 9.5, 412.25.</summary>
    public static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>Writes a share as a percentage with at most one decimal: 68.7 %.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>Writes a count with its noun: 1 seat, 20 seats, 1 person, 2 people.</summary>
    public static string Count(double count, string one, string? many = null) =>
        $"{Number(count)} {(IsOne(count) ? one : many ?? one + "s")}";

    /// <summary>Chooses the verb for a count.</summary>
    public static string WereOrWas(double count) => IsOne(count) ? "was" : "were";

    private static bool IsOne(double count) => Math.Abs(count - 1) < 1e-9;
}
