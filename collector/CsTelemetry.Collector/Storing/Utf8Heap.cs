namespace CsTelemetry.Collector.Storing;

/// <summary>Keeps strings as UTF-8, one behind the other in one array, and numbers them in the order in which they came. Not thread-safe.</summary>
internal sealed class Utf8Heap
{
    // What one unusually large block needed is not kept for ever.
    private const int MaxKeptBytes = 8 * 1024 * 1024;

    private readonly List<int> _ends = [];
    private byte[] _bytes = [];

    private int Used => _ends.Count == 0 ? 0 : _ends[^1];

    public void Add(ReadOnlySpan<byte> text)
    {
        var used = Used;
        if (_bytes.Length - used < text.Length)
        {
            Array.Resize(ref _bytes, Math.Max(used + text.Length, Math.Min(2 * _bytes.Length, Array.MaxLength)));
        }

        text.CopyTo(_bytes.AsSpan(used));
        _ends.Add(used + text.Length);
    }

    public ReadOnlySpan<byte> BytesOf(int number) => _bytes.AsSpan((number == 0 ? 0 : _ends[number - 1])..(_ends[number]));

    /// <summary>Forgets all but the first so many.</summary>
    public void Truncate(int count) => _ends.RemoveRange(count, _ends.Count - count);

    public void Clear()
    {
        _ends.Clear();
        if (_bytes.Length > MaxKeptBytes)
        {
            _bytes = [];
        }
    }
}
