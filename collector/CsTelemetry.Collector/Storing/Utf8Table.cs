using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Keeps distinct strings as UTF-8, each once and all in one array, and numbers them in the order in which they came;
/// <see cref="SortByBytes"/> renumbers them in the order of their bytes. Not thread-safe.
/// </summary>
internal sealed class Utf8Table
{
    // What one unusually large block needed is not kept for ever.
    private const int MaxKeptBytes = 4 * 1024 * 1024;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<(int Start, int Length)> _places = [];
    private byte[] _bytes = [];
    private int _used;

    public int NumberOf(string text)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, text, out var isKnown);
        if (!isKnown)
        {
            number = _places.Count;
            _places.Add(Append(text));
        }

        return number;
    }

    public ReadOnlySpan<byte> BytesOf(int number)
    {
        var (start, length) = _places[number];
        return _bytes.AsSpan(start, length);
    }

    /// <summary>
    /// Turns every number in <paramref name="column"/> into the rank of its string, as memcmp orders them; from here on
    /// <see cref="BytesOf"/> takes ranks. Strings that are the same in UTF-8 (malformed ones can be) get one rank.
    /// </summary>
    public void SortByBytes(Span<int> column)
    {
        var count = _places.Count;
        if (count < 2)
        {
            return;
        }

        var order = ArrayPool<int>.Shared.Rent(count);
        var ranks = ArrayPool<int>.Shared.Rent(count);
        Sort(order.AsSpan(0, count));
        Rank(order.AsSpan(0, count), ranks);
        foreach (ref var number in column)
        {
            number = ranks[number];
        }

        ArrayPool<int>.Shared.Return(order);
        ArrayPool<int>.Shared.Return(ranks);
    }

    public void Clear()
    {
        _numbers.Clear();
        _places.Clear();
        _used = 0;
        if (_bytes.Length > MaxKeptBytes)
        {
            _bytes = [];
        }
    }

    // By the eight bytes behind what all have in common, as one integer; only where those are the same, by all bytes.
    private void Sort(Span<int> order)
    {
        var keys = ArrayPool<ulong>.Shared.Rent(order.Length);
        var prefix = CommonPrefix();
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            keys[i] = KeyOf(BytesOf(i), prefix);
        }

        keys.AsSpan(0, order.Length).Sort(order);
        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && keys[end] == keys[start];)
            {
                end++;
            }

            if (end > start + 1)
            {
                order[start..end].Sort(Compare);
            }
        }

        ArrayPool<ulong>.Shared.Return(keys);
    }

    private void Rank(ReadOnlySpan<int> order, int[] ranks)
    {
        var sorted = new (int Start, int Length)[order.Length];
        var rank = -1;
        for (var i = 0; i < order.Length; i++)
        {
            if (rank < 0 || !BytesOf(order[i]).SequenceEqual(BytesOf(order[i - 1])))
            {
                sorted[++rank] = _places[order[i]];
            }

            ranks[order[i]] = rank;
        }

        _places.Clear();
        _places.AddRange(sorted.AsSpan(0, rank + 1));
    }

    // The empty string has nothing in common with anything, and comes first anyway.
    private int CommonPrefix()
    {
        var first = BytesOf(_places[0].Length > 0 ? 0 : 1);
        var common = first.Length;
        for (var i = 0; i < _places.Count && common > 0; i++)
        {
            var other = BytesOf(i);
            common = other.Length == 0 ? common : first[..common].CommonPrefixLength(other);
        }

        return common;
    }

    private int Compare(int left, int right) => BytesOf(left).SequenceCompareTo(BytesOf(right));

    // Zeros behind the end: what is shorter comes first, and the same key is looked at again.
    private static ulong KeyOf(ReadOnlySpan<byte> bytes, int prefix)
    {
        var rest = bytes.Length > prefix ? bytes[prefix..] : [];
        if (rest.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(rest);
        }

        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        rest.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    private (int Start, int Length) Append(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_bytes.Length - _used < most)
        {
            Array.Resize(ref _bytes, Math.Max(_used + most, Math.Min(2 * _bytes.Length, Array.MaxLength)));
        }

        var place = (_used, Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_used)));
        _used += place.Item2;
        return place;
    }
}
