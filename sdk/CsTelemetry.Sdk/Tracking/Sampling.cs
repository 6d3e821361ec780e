namespace CsTelemetry.Tracking;

/// <summary>Decides which uses of a sampled feature are reported. Immutable but for its dice.</summary>
internal sealed class Sampling
{
    private readonly Dictionary<string, int> _oneIn;
    private readonly Func<double> _dice;

    private Sampling(IDictionary<string, int> oneIn, Func<double> dice)
    {
        _oneIn = new(oneIn, StringComparer.Ordinal);
        _dice = dice;
    }

    public static Sampling? From(IDictionary<string, int> oneIn, Func<double> dice) => oneIn.Count == 0 ? null : new(oneIn, dice);

    /// <summary>Says whether this use is reported, and for how many uses beside itself it stands then.</summary>
    public bool Takes(string? feature, out int others)
    {
        others = 0;
        if (feature is null || !_oneIn.TryGetValue(feature, out var oneIn))
        {
            return true;
        }

        others = oneIn - 1;
        return _dice() * oneIn < 1;
    }
}
