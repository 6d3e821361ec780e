using CsTelemetry.Adoption.Targets;

namespace CsTelemetry.Adoption.Validation;

/// <summary>
/// Draws accounts with replacement, again and again: the months of one account are alike, so months drawn singly would make intervals
/// too narrow. The same seed draws the same accounts for every number, so that differences are of the same resample.
/// </summary>
internal sealed class Bootstrap
{
    private readonly int[][] _draws;
    private readonly int[] _once;

    public Bootstrap(int accounts, int resamples, int seed)
    {
        // A generator of our own: that of the framework may change between versions, and a card must come out the same.
        var state = (ulong)seed ^ 0x9E3779B97F4A7C15;
        _once = [.. Enumerable.Repeat(1, accounts)];
        _draws = new int[resamples][];
        for (var i = 0; i < resamples; i++)
        {
            _draws[i] = new int[accounts];
            for (var draw = 0; draw < accounts; draw++)
            {
                _draws[i][(int)(Next(ref state) % (ulong)accounts)]++;
            }
        }
    }

    /// <summary>Estimates a number with its 95 % interval; null when it cannot be told of all accounts. Resamples of which it cannot be told are left out.</summary>
    /// <param name="number">The number, for how often each account is drawn.</param>
    public Estimate? Of(Func<int[], double?> number)
    {
        if (number(_once) is not { } value)
        {
            return null;
        }

        var drawn = _draws.Select(number).OfType<double>().Where(double.IsFinite).ToArray();
        return drawn.Length == 0 ? null : new Estimate(value, Percentile.Of(drawn, .025)!.Value, Percentile.Of(drawn, .975)!.Value);
    }

    // SplitMix64.
    private static ulong Next(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
