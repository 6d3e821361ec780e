using CsTelemetry.Wire;

namespace CsTelemetry.Buffering;

/// <summary>
/// Holds one batch in the making, and later the sealed batch: its bytes are already the frame that is sent. Filled
/// under the buffer's gate; afterwards touched only by the one sender that took it.
/// </summary>
internal sealed class Chunk(byte[] prefix, int capacityBytes)
{
    private readonly byte[] _bytes = NewBytes(prefix, capacityBytes);
    private int _length = prefix.Length;

    public int EventCount { get; private set; }

    /// <summary>Gets the sequence of the first event; the others follow without gaps.</summary>
    public ulong FirstSequence { get; private set; }

    public ulong BatchSequence { get; private set; }

    /// <summary>Gets the clock's timestamp when the batch was sealed.</summary>
    public long SealedAt { get; private set; }

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

    public void StampSentAt(long unixMs) => BatchFrame.StampSentAt(_bytes, unixMs);

    /// <summary>Makes it an empty batch again.</summary>
    public void Clear()
    {
        _length = prefix.Length;
        EventCount = 0;
    }

    private static byte[] NewBytes(byte[] prefix, int capacityBytes)
    {
        var bytes = new byte[capacityBytes];
        prefix.CopyTo(bytes, 0);
        return bytes;
    }
}
