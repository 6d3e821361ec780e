using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Journal;

/// <summary>
/// One batch on its way into the log, in rented memory: the request's bytes as they came, with room before them for the
/// record's head and behind them for the verdict. What came in is copied once. Used by one call at a time; dispose of it
/// when the log has answered.
/// </summary>
/// <remarks>
/// | version:1 | kind:1 | flags:1 | request length:4 | client:8 | batch:8 | received:8 | correction:8 | events:4 | accepted:4 |
/// request | tenant | rejections | day shifts, one byte an event, if the flag says so |
/// Little-endian; counts are LEB128; texts have a length before them; a rejection is | index | code:1 |.
/// </remarks>
internal sealed class BatchRecordBuffer : IDisposable
{
    // For a tenant and a few rejections; beyond, it grows.
    private const int RoomBehind = 512;

    private readonly int _requestLength;
    private readonly int _charged;
    private readonly IByteBudget? _budget;
    private byte[] _bytes;

    private BatchRecordBuffer(byte[] bytes, int requestLength, int charged, IByteBudget? budget) =>
        (_bytes, _requestLength, _charged, _budget) = (bytes, requestLength, charged, budget);

    /// <summary>Gets the request's bytes; fill them first.</summary>
    public Span<byte> Request => _bytes.AsSpan(BatchRecord.HeadBytes, _requestLength);

    /// <summary>Rents room for a request of that many bytes, charged to the budget before it is rented.</summary>
    public static BatchRecordBuffer Rent(int requestLength, IByteBudget? budget = null)
    {
        // As the pool rounds it.
        var wanted = (int)BitOperations.RoundUpToPowerOf2((uint)(BatchRecord.HeadBytes + requestLength + RoomBehind));
        budget?.Take(wanted);
        return new BatchRecordBuffer(ArrayPool<byte>.Shared.Rent(wanted), requestLength, wanted, budget);
    }

    /// <summary>Writes head and verdict around the request. The record is valid until the buffer is disposed of.</summary>
    public ReadOnlyMemory<byte> Seal(in BatchHead head, IReadOnlyList<Rejection> rejections, ReadOnlySpan<sbyte> dayShifts)
    {
        var at = BatchRecord.HeadBytes + _requestLength;
        MakeRoom(at + BatchRecord.MaxVerdictBytes(head.Identity.Tenant, rejections.Count, dayShifts.Length));
        WriteHead(head, dayShifts.Length > 0);
        at = WriteText(at, head.Identity.Tenant);
        at = WriteVarint(at, (uint)rejections.Count);
        for (var i = 0; i < rejections.Count; i++)
        {
            at = WriteVarint(at, (uint)rejections[i].Index);
            _bytes[at++] = (byte)rejections[i].Code;
        }

        MemoryMarshal.AsBytes(dayShifts).CopyTo(_bytes.AsSpan(at));
        return _bytes.AsMemory(0, at + dayShifts.Length);
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            _budget?.GiveBack(_charged);
        }
    }

    private void WriteHead(in BatchHead head, bool hasDayShifts)
    {
        var bytes = _bytes.AsSpan();
        bytes[0] = JournalFormat.Version;
        bytes[1] = (byte)JournalRecordKind.Batch;
        bytes[2] = (byte)((hasDayShifts ? BatchRecord.HasDayShifts : 0) | (head.IsBackfill ? BatchRecord.IsBackfillFlag : 0));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[3..], _requestLength);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[7..], head.Identity.ClientInstanceId);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[15..], head.Identity.BatchSequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[23..], head.ReceivedAt);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[31..], head.ClockCorrection);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[39..], head.EventCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[43..], head.AcceptedCount);
    }

    private int WriteText(int at, string text)
    {
        at = WriteVarint(at, (uint)Encoding.UTF8.GetByteCount(text));
        return at + Encoding.UTF8.GetBytes(text, _bytes.AsSpan(at));
    }

    private int WriteVarint(int at, uint value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes[at++] = (byte)(value | 0x80);
        }

        _bytes[at++] = (byte)value;
        return at;
    }

    private void MakeRoom(int bytes)
    {
        if (bytes <= _bytes.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(bytes);
        Request.CopyTo(larger.AsSpan(BatchRecord.HeadBytes));
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
