namespace UsageSimulator.Randomness;

/// <summary>
/// Rolls numbers with xoshiro256**, seeded by SplitMix64. Everything it gives is made with exactly rounded arithmetic
/// (+ − × ÷ √), never with a library's logarithm or power, so a seed means the same numbers on every runtime and machine.
/// Not safe for use from several threads.
/// </summary>
internal sealed class Dice
{
    private readonly ulong[] _state = new ulong[4];

    /// <summary>Starts a stream. The same seed and stream number always give the same numbers.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Tells independent streams of one seed apart, such as one per account.</param>
    public Dice(ulong seed, ulong stream)
    {
        var mixed = Mix(seed) ^ Mix(~stream);
        for (var i = 0; i < _state.Length; i++)
        {
            mixed += 0x9E3779B97F4A7C15;
            _state[i] = Mix(mixed);
        }
    }

    /// <summary>Rolls 64 random bits.</summary>
    public ulong Bits()
    {
        var result = ulong.RotateLeft(_state[1] * 5, 7) * 9;
        var shifted = _state[1] << 17;
        _state[2] ^= _state[0];
        _state[3] ^= _state[1];
        _state[1] ^= _state[2];
        _state[0] ^= _state[3];
        _state[2] ^= shifted;
        _state[3] = ulong.RotateLeft(_state[3], 45);
        return result;
    }

    /// <summary>Rolls a number from 0 up to, not including, 1.</summary>
    public double Share() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Rolls a number from low up to, not including, high.</summary>
    public double Between(double low, double high) => low + (Share() * (high - low));

    /// <summary>Rolls a whole number from low to high, both included.</summary>
    public int Whole(int low, int high) => low + (int)(Share() * (high - low + 1));

    /// <summary>Tells whether something of this probability happens.</summary>
    public bool Happens(double probability) => Share() < probability;

    /// <summary>Rolls a heavy-tailed number of 1 or more: Pareto with exponent 2, median 1.41, cut at the most.</summary>
    public double HeavyTail(double most) => Math.Min(most, 1 / Math.Sqrt(1 - Share()));

    /// <summary>Counts how often in a row something happens, at most so often.</summary>
    public int Run(double probability, int most)
    {
        var count = 0;
        while (count < most && Happens(probability))
        {
            count++;
        }

        return count;
    }

    /// <summary>Picks a place in proportion to its weight. Weights are 0 or more and not all 0.</summary>
    public int Pick(ReadOnlySpan<double> weights)
    {
        var total = 0d;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var left = Share() * total;
        var last = 0;
        for (var place = 0; place < weights.Length; place++)
        {
            left -= weights[place];
            last = weights[place] > 0 ? place : last;
            if (left < 0)
            {
                return place;
            }
        }

        // Rounding may leave a crumb after the last weight.
        return last;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
