using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Journal;

/// <summary>The record of one batch where it lies: what came in, byte for byte, and what was decided on it. See <see cref="BatchRecordBuffer"/> for the form.</summary>
internal readonly ref struct BatchRecord
{
    internal const int HeadBytes = 47;
    internal const byte HasDayShifts = 1;
    internal const byte IsBackfillFlag = 2;
    internal const byte TellsZonesFlag = 4;
    private const int MostVarintBytes = 5;

    private BatchRecord(BatchHead head, ReadOnlySpan<byte> request, RejectedIndex[] rejected, ReadOnlySpan<sbyte> dayShifts)
    {
        (Head, Rejected) = (head, rejected);
        Request = request;
        DayShifts = dayShifts;
    }

    public BatchHead Head { get; }

    /// <summary>Gets the PublishRequest.</summary>
    public ReadOnlySpan<byte> Request { get; }

    /// <summary>Gets what was turned away, in the order of the batch.</summary>
    public RejectedIndex[] Rejected { get; }

    /// <summary>Gets for each event how many days its account's calendar is ahead of UTC's; empty when none is.</summary>
    public ReadOnlySpan<sbyte> DayShifts { get; }

    /// <exception cref="InvalidDataException">The bytes are no such record.</exception>
    public static BatchRecord Read(ReadOnlySpan<byte> record)
    {
        ThrowIfNoBatch(record);
        var requestLength = BinaryPrimitives.ReadInt32LittleEndian(record[3..]);
        if (requestLength < 0 || requestLength > record.Length - HeadBytes)
        {
            throw new InvalidDataException($"A journal record announces a request of {requestLength} bytes and has {record.Length - HeadBytes}.");
        }

        var verdict = new JournalReader(record[(HeadBytes + requestLength)..]);
        var tenant = verdict.Text();
        var rejected = verdict.Count() is > 0 and var count ? new RejectedIndex[count] : [];
        for (var i = 0; i < rejected.Length; i++)
        {
            rejected[i] = new RejectedIndex((int)verdict.Varint(), (RejectionCode)verdict.Byte());
        }

        var head = ReadHead(record, tenant);
        var shifts = (record[2] & HasDayShifts) != 0 ? verdict.Bytes(head.EventCount) : [];
        return verdict.AtEnd
            ? new BatchRecord(head, record.Slice(HeadBytes, requestLength), rejected, MemoryMarshal.Cast<byte, sbyte>(shifts))
            : throw new InvalidDataException("A journal record goes on after its verdict.");
    }

    /// <summary>Whether the bytes are such a record. Others are passed over: the start tells of those that are nothing else either.</summary>
    public static bool IsReadable(ReadOnlySpan<byte> record)
    {
        if (record.Length < HeadBytes || record[0] != JournalFormat.Version || record[1] != (byte)JournalRecordKind.Batch)
        {
            return false;
        }

        try
        {
            _ = Read(record);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    internal static int MaxVerdictBytes(string tenant, int rejections, int dayShifts) =>
        (2 * MostVarintBytes) + Encoding.UTF8.GetMaxByteCount(tenant.Length) + (rejections * (MostVarintBytes + 1)) + dayShifts;

    private static void ThrowIfNoBatch(ReadOnlySpan<byte> record)
    {
        if (record.Length < HeadBytes)
        {
            throw new InvalidDataException($"A journal record of a batch has {record.Length} bytes; its head alone has {HeadBytes}.");
        }

        if (record[0] != JournalFormat.Version || record[1] != (byte)JournalRecordKind.Batch)
        {
            throw new InvalidDataException($"A journal record has version {record[0]} and kind {record[1]}; a batch of version {JournalFormat.Version} was expected.");
        }
    }

    private static BatchHead ReadHead(ReadOnlySpan<byte> record, string tenant)
    {
        var head = new BatchHead(
            new BatchIdentity(tenant, BinaryPrimitives.ReadUInt64LittleEndian(record[7..]), BinaryPrimitives.ReadUInt64LittleEndian(record[15..])),
            BinaryPrimitives.ReadInt64LittleEndian(record[23..]),
            BinaryPrimitives.ReadInt64LittleEndian(record[31..]),
            (record[2] & IsBackfillFlag) != 0,
            (record[2] & TellsZonesFlag) != 0,
            BinaryPrimitives.ReadInt32LittleEndian(record[39..]),
            BinaryPrimitives.ReadInt32LittleEndian(record[43..]));
        return head.EventCount >= 0 && head.AcceptedCount >= 0 && head.AcceptedCount <= head.EventCount
            ? head
            : throw new InvalidDataException($"A journal record has {head.AcceptedCount} accepted of {head.EventCount} events.");
    }
}
