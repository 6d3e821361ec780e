using System.Globalization;

namespace CsTelemetry.Collector.Api;

/// <summary>The query parameter `expand` of a score: what is to be added to it.</summary>
/// <param name="Features">Each core feature's part.</param>
/// <param name="Peers">Where it stands among its segment.</param>
/// <param name="NextActions">What would raise it.</param>
/// <param name="DeltaDays">Over how many days its change is to be explained; null for not at all.</param>
internal readonly record struct ScoreExpansion(bool Features, bool Peers, bool NextActions, int? DeltaDays)
{
    private const int MaxDeltaDays = 730;
    private const string Delta = "delta:";

    public bool NeedsUse => Features || NextActions || DeltaDays is not null;

    /// <exception cref="InvalidParameterException">It names something that does not exist.</exception>
    public static ScoreExpansion Read(string? text)
    {
        var expansion = default(ScoreExpansion);
        foreach (var word in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            expansion = word switch
            {
                "features" => expansion with { Features = true },
                "peers" => expansion with { Peers = true },
                "next_actions" => expansion with { NextActions = true },
                _ when word.StartsWith(Delta, StringComparison.Ordinal) => expansion with { DeltaDays = DaysOf(word) },
                _ => throw Fault(word),
            };
        }

        return expansion;
    }

    private static int DaysOf(string word) =>
        word.EndsWith('d') && int.TryParse(word.AsSpan(Delta.Length, word.Length - Delta.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MaxDeltaDays
            ? days
            : throw Fault(word);

    private static InvalidParameterException Fault(string word) =>
        new("expand", $"\"{word}\" cannot be added to a score; it must be features, peers, next_actions or delta:Nd with N from 1 to {MaxDeltaDays}, such as delta:28d.");
}
