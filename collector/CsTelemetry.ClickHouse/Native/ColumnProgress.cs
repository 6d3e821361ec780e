namespace CsTelemetry.ClickHouse.Native;

/// <summary>
/// Checks that the column being written gets values of its type, one for each row; a map gets its
/// sizes first, then all keys, then all values. A wrong block would be refused by the server for
/// ever, so it must not get that far.
/// </summary>
internal sealed class ColumnProgress
{
    private string _name = "";
    private NativeType _type;
    private int _rows;
    private int _written;
    private int _keys;
    private int _values;

    /// <summary>Gets how many pairs the map's rows have so far.</summary>
    internal int Pairs { get; private set; }

    internal void Begin(string name, NativeType type, int rows)
    {
        (_name, _type, _rows) = (name, type, rows);
        (_written, _keys, _values, Pairs) = (0, 0, 0, 0);
    }

    internal void Take(NativeType type, int count)
    {
        if (type != _type || count > _rows - _written)
        {
            throw Fault(type, count);
        }

        _written += count;
    }

    internal void TakePairs(int pairs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pairs);
        Take(NativeType.MapOfStrings, 1);
        Pairs += pairs;
    }

    internal void TakeKey()
    {
        if (_written != _rows || _keys == Pairs)
        {
            throw new InvalidOperationException($"Column '{_name}': key {_keys + 1} of {Pairs} comes after {_written} of {_rows} map sizes; all sizes come first.");
        }

        _keys++;
    }

    internal void TakeValue()
    {
        if (_keys != Pairs || _values == Pairs)
        {
            throw new InvalidOperationException($"Column '{_name}': value {_values + 1} of {Pairs} comes after {_keys} keys; all keys come first.");
        }

        _values++;
    }

    internal void End()
    {
        if (_written != _rows || _keys != Pairs || _values != Pairs)
        {
            throw new InvalidOperationException(
                $"Column '{_name}' has {_written} of {_rows} rows, {_keys} keys and {_values} values of {Pairs} map pairs; it must be complete before the next one.");
        }
    }

    private InvalidOperationException Fault(NativeType type, int count) => type != _type
        ? new($"Column '{_name}' is {_type}; it was given a {type}.")
        : new($"Column '{_name}' has {_written} values of {_rows} rows; {count} more were given.");
}
