namespace CsTelemetry.Collector.Accepting;

/// <summary>
/// A set of sequence numbers, kept as ranges: a client that numbers its batches 1, 2, 3, … costs one range however
/// many it sends. At most <see cref="MaxRangeCount"/> ranges; beyond, the lowest is forgotten.
/// </summary>
internal sealed class SequenceRanges
{
    public const int MaxRangeCount = 4096;

    private readonly List<(ulong First, ulong Last)> _ranges = [];

    public IReadOnlyList<(ulong First, ulong Last)> Ranges => _ranges;

    public bool Contains(ulong number)
    {
        var at = Find(number);
        return at < _ranges.Count && _ranges[at].First <= number;
    }

    /// <summary>Adds a number. Returns false if the lowest range had to be forgotten to make room.</summary>
    public bool Add(ulong number)
    {
        var at = Find(number);
        if (at < _ranges.Count && _ranges[at].First <= number)
        {
            return true;
        }

        var joinsBelow = at > 0 && _ranges[at - 1].Last + 1 == number;
        var joinsAbove = at < _ranges.Count && number + 1 == _ranges[at].First;
        if (joinsBelow && joinsAbove)
        {
            _ranges[at - 1] = (_ranges[at - 1].First, _ranges[at].Last);
            _ranges.RemoveAt(at);
        }
        else if (joinsBelow)
        {
            _ranges[at - 1] = (_ranges[at - 1].First, number);
        }
        else if (joinsAbove)
        {
            _ranges[at] = (number, _ranges[at].Last);
        }
        else
        {
            _ranges.Insert(at, (number, number));
        }

        return ForgetLowestIfFull();
    }

    /// <summary>Adds a whole range that was written down before; ranges must come in order.</summary>
    public void Restore(ulong first, ulong last) => _ranges.Add((first, last));

    private bool ForgetLowestIfFull()
    {
        if (_ranges.Count <= MaxRangeCount)
        {
            return true;
        }

        _ranges.RemoveAt(0);
        return false;
    }

    // The first range that ends at the number or after it.
    private int Find(ulong number)
    {
        var (low, high) = (0, _ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].Last < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
