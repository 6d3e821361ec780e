using CsTelemetry.Wire;

namespace CsTelemetry.Buffering;

/// <summary>
/// Holds one batch in the making, and later the sealed batch: its bytes are already the frame that is sent. Filled
/// under the buffer's gate; afterwards touched only by the one sender that took it, and read by whoever writes it to disk.
/// </summary>
internal sealed class Chunk(byte[] prefix, int capacityBytes)
{
    private readonly byte[] _bytes = NewBytes(prefix, capacityBytes);
    private int _length = prefix.Length;
    private bool _hasGaps;
    private long _mayHaveArrivedAt;

    public int EventCount { get; private set; }

    /// <summary>Gets the sequence of the first event; the others follow without gaps, unless some were removed.</summary>
    public ulong FirstSequence { get; private set; }

    public ulong BatchSequence { get; private set; }

    /// <summary>Gets the clock's timestamp when the batch was sealed.</summary>
    public long SealedAt { get; private set; }

    /// <summary>Gets when the batch may first have reached the collector, in milliseconds of the Unix epoch; 0 when it certainly has not.</summary>
    public long MayHaveArrivedAt => Interlocked.Read(ref _mayHaveArrivedAt);

    public ReadOnlyMemory<byte> Frame => _bytes.AsMemory(0, _length);

    /// <summary>Gives the room for the next event.</summary>
    public Span<byte> Room(int mostBytes) => _bytes.AsSpan(_length, Math.Min(mostBytes, _bytes.Length - _length));

    /// <summary>Takes in the event that was written into the room.</summary>
    public void Take(int writtenBytes, ulong sequence)
    {
        if (EventCount == 0)
        {
            FirstSequence = sequence;
        }

        _length += writtenBytes;
        EventCount++;
    }

    public void Seal(ulong batchSequence, long timestamp)
    {
        BatchSequence = batchSequence;
        SealedAt = timestamp;
        BatchFrame.Seal(_bytes.AsSpan(0, _length), batchSequence);
    }

    /// <summary>Readies it for an attempt that begins now. From here on it may have arrived, also when nobody lives to see the answer.</summary>
    public void BeginAttempt(long unixMs)
    {
        BatchFrame.StampSentAt(_bytes, unixMs);
        Interlocked.CompareExchange(ref _mayHaveArrivedAt, unixMs, 0);
    }

    /// <summary>Takes back what the attempt that began then may have done.</summary>
    public void DidNotArrive(long attemptUnixMs) => Interlocked.CompareExchange(ref _mayHaveArrivedAt, 0, attemptUnixMs);

    /// <summary>Counts its events up to that sequence.</summary>
    public int CountUpTo(ulong lastSequence)
    {
        if (FirstSequence > lastSequence)
        {
            return 0;
        }

        if (!_hasGaps)
        {
            return (int)Math.Min((ulong)EventCount, lastSequence - FirstSequence + 1);
        }

        var count = 0;
        for (var events = Events(); events.MoveNext() && EventKey.Read(events.Body).Sequence <= lastSequence;)
        {
            count++;
        }

        return count;
    }

    /// <summary>Takes one user's events out. Only while nobody has it and it never left.</summary>
    /// <returns>How many were taken out.</returns>
    public int Remove(in UserEvents user, FlushWaits flushes)
    {
        var (end, kept) = (prefix.Length, 0);
        for (var events = Events(); events.MoveNext();)
        {
            var key = EventKey.Read(events.Body);
            if (user.Has(in key))
            {
                flushes.Drop(key.Sequence);
                continue;
            }

            FirstSequence = kept++ == 0 ? key.Sequence : FirstSequence;
            // The walk is never behind: what is kept only moves forward, over what was read already.
            _bytes.AsSpan(prefix.Length + events.Start, events.End - events.Start).CopyTo(_bytes.AsSpan(end));
            end += events.End - events.Start;
        }

        var removed = EventCount - kept;
        _hasGaps |= removed > 0;
        (EventCount, _length) = (kept, end);
        BatchFrame.Seal(_bytes.AsSpan(0, _length), BatchSequence);
        return removed;
    }

    /// <summary>Makes it an empty batch again.</summary>
    public void Clear()
    {
        _length = prefix.Length;
        _hasGaps = false;
        _mayHaveArrivedAt = 0;
        EventCount = 0;
    }

    private FrameEvents Events() => new(_bytes.AsSpan(prefix.Length, _length - prefix.Length));

    private static byte[] NewBytes(byte[] prefix, int capacityBytes)
    {
        var bytes = new byte[capacityBytes];
        prefix.CopyTo(bytes, 0);
        return bytes;
    }
}
