using System.Globalization;

namespace UsageSimulator.Accounts;

/// <summary>Names accounts. Each number has its own name.</summary>
internal static class AccountNames
{
    private static readonly string[] First =
        ["amber", "basalt", "cedar", "delta", "ember", "fjord", "granite", "harbor", "indigo", "juniper", "kestrel", "lumen", "maple", "nimbus", "onyx", "prairie"];

    private static readonly string[] Second =
        ["logistics", "foods", "design", "energy", "health", "travel", "media", "robotics", "legal", "garden", "metals"];

    /// <summary>Names an account by its number, 0 or more.</summary>
    public static string Of(int number)
    {
        // 16 and 11 share no divisor, so the pair repeats only after 176 accounts; then a number tells them apart.
        var name = $"{First[number % First.Length]}-{Second[number % Second.Length]}";
        var round = number / (First.Length * Second.Length);
        return round == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{round + 1}");
    }
}
