using CsTelemetry.Wal.Format;

namespace CsTelemetry.Wal.Commit;

/// <summary>Lays records out one behind the other, for one write. Used by one thread.</summary>
internal sealed class GroupBuffer(ulong logId)
{
    private readonly uint _seed = RecordHeader.SeedFor(logId);
    private byte[] _bytes = [];

    /// <summary>Encodes the appends with ascending sequences. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Encode(ReadOnlySpan<PendingAppend> appends, long firstSequence)
    {
        var length = 0;
        foreach (var append in appends)
        {
            length += append.RecordBytes;
        }

        if (_bytes.Length < length)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(length);
        }

        var rest = _bytes.AsSpan(0, length);
        foreach (var append in appends)
        {
            new RecordHeader(append.Payload.Length, append.PayloadCrc, firstSequence++).Write(rest, _seed);
            append.Payload.Span.CopyTo(rest[RecordHeader.Bytes..]);
            rest = rest[append.RecordBytes..];
        }

        return _bytes.AsSpan(0, length);
    }
}
