namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Orders rows by several columns of small numbers: <see cref="Reset"/>, then <see cref="By"/> for each column, the
/// least significant first. Each is a stable counting sort, so equal rows stay as they were. Not thread-safe.
/// </summary>
internal sealed class RowOrder
{
    private int[] _rows = [];
    private int[] _next = [];
    private int[] _places = [];
    private int _count;

    /// <summary>Gets the rows in their order.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    public void Reset(int count)
    {
        if (_rows.Length < count)
        {
            (_rows, _next) = (new int[count], new int[count]);
        }

        _count = count;
        for (var i = 0; i < count; i++)
        {
            _rows[i] = i;
        }
    }

    /// <summary>Takes some rows in the order given.</summary>
    public void Take(ReadOnlySpan<int> rows)
    {
        Reset(rows.Length);
        rows.CopyTo(_rows);
    }

    /// <param name="column">A value for each row; their range should be no wider than some hundred thousands.</param>
    public void By(ReadOnlySpan<int> column)
    {
        var (lowest, highest) = Range(column);
        if (lowest == highest)
        {
            return;
        }

        var places = Places(column, lowest, highest - lowest + 1);
        foreach (var row in Rows)
        {
            _next[places[column[row] - lowest]++] = row;
        }

        (_rows, _next) = (_next, _rows);
    }

    private static (int Lowest, int Highest) Range(ReadOnlySpan<int> column)
    {
        var (lowest, highest) = (column[0], column[0]);
        foreach (var value in column)
        {
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
        }

        return (lowest, highest);
    }

    /// <summary>Finds where the rows of each value begin.</summary>
    private Span<int> Places(ReadOnlySpan<int> column, int lowest, int width)
    {
        if (_places.Length < width)
        {
            _places = new int[width];
        }

        var places = _places.AsSpan(0, width);
        places.Clear();
        foreach (var value in column)
        {
            places[value - lowest]++;
        }

        var before = 0;
        foreach (ref var place in places)
        {
            (place, before) = (before, before + place);
        }

        return places;
    }
}
