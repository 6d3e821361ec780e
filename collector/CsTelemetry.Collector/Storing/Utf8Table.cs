using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using CsTelemetry.Collector.Wire;

namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Keeps distinct strings as UTF-8, each once and all in one array, and numbers them in the order in which they came;
/// <see cref="SortByBytes"/> renumbers them in the order of their bytes. Not thread-safe.
/// </summary>
internal sealed class Utf8Table
{
    // What one unusually large block needed is not kept for ever.
    private const int MaxKeptBytes = 4 * 1024 * 1024;

    private const int FirstSlots = 256;

    private readonly List<(int Start, int Length)> _places = [];
    private readonly List<ulong> _hashes = [];
    private byte[] _bytes = [];
    private int[] _slots = new int[FirstSlots];
    private int _used;

    public int NumberOf(ReadOnlySpan<byte> text)
    {
        var hash = Utf8Hash.Of(text);
        for (var slot = (int)hash & (_slots.Length - 1); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            // A slot holds the number plus one; 0 is free.
            var number = _slots[slot] - 1;
            if (number < 0)
            {
                return Add(text, hash, slot);
            }

            if (_hashes[number] == hash && BytesOf(number).SequenceEqual(text))
            {
                return number;
            }
        }
    }

    public int NumberOf(string text) => NumberOf(Encoding.UTF8.GetBytes(text));

    public ReadOnlySpan<byte> BytesOf(int number)
    {
        var (start, length) = _places[number];
        return _bytes.AsSpan(start, length);
    }

    /// <summary>
    /// Turns every number in <paramref name="column"/> into the rank of its string, as memcmp orders them; from here on
    /// <see cref="BytesOf"/> takes ranks. Add nothing more before <see cref="Clear"/>.
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
        _places.Clear();
        _hashes.Clear();
        _used = 0;
        Array.Clear(_slots);
        if (_bytes.Length > MaxKeptBytes)
        {
            (_bytes, _slots) = ([], new int[FirstSlots]);
        }
    }

    private int Add(ReadOnlySpan<byte> text, ulong hash, int slot)
    {
        var number = _places.Count;
        _places.Add(Append(text));
        _hashes.Add(hash);
        _slots[slot] = number + 1;
        if (2 * _places.Count > _slots.Length)
        {
            Widen();
        }

        return number;
    }

    private void Widen()
    {
        _slots = new int[2 * _slots.Length];
        for (var number = 0; number < _hashes.Count; number++)
        {
            var slot = (int)_hashes[number] & (_slots.Length - 1);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = number + 1;
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

    private (int Start, int Length) Append(ReadOnlySpan<byte> text)
    {
        if (_bytes.Length - _used < text.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_used + text.Length, Math.Min(2 * _bytes.Length, Array.MaxLength)));
        }

        text.CopyTo(_bytes.AsSpan(_used));
        _used += text.Length;
        return (_used - text.Length, text.Length);
    }
}
