using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Hosting;

/// <summary>The form of a digest.</summary>
internal static class JournalDigest
{
    // | version:1 | log id:8 | first sequence:8 | segment bytes:8 | entries |   the numbers as in the journal
    // batch: | 1 | sequence − first | tenant | client:8 | batch:8 | received at:8 | accepted | count | rejected: index, code:1 |
    // any other record, and a batch that says more than its name: | 2 | sequence − first | length | record |
    private const byte Version = 1;
    private const byte BatchEntry = 1;
    private const byte RecordEntry = 2;

    public delegate void OnBatch(long sequence, in DigestedBatch batch);

    public delegate void OnRecord(long sequence, ReadOnlySpan<byte> record);

    public static ReadOnlyMemory<byte> Write(WriteAheadLog log, WalSegmentInfo segment)
    {
        var writer = new JournalWriter();
        writer.Byte(Version);
        writer.Fixed64(log.Id);
        writer.Fixed64((ulong)segment.FirstSequence);
        writer.Fixed64((ulong)segment.Bytes);
        using var cursor = log.OpenCursor(segment.FirstSequence);
        while (cursor.TryRead(out var record) && record.Sequence <= segment.LastSequence)
        {
            Write(writer, (ulong)(record.Sequence - segment.FirstSequence), record.Payload.Span);
        }

        return writer.Written;
    }

    /// <summary>Whether a digest was made of this very segment.</summary>
    public static bool IsOf(ReadOnlySpan<byte> content, ulong logId, WalSegmentInfo segment)
    {
        var reader = new JournalReader(content);
        return reader.Byte() == Version && reader.Fixed64() == logId && (long)reader.Fixed64() == segment.FirstSequence && (long)reader.Fixed64() == segment.Bytes;
    }

    /// <exception cref="InvalidDataException">The content is no digest.</exception>
    public static void Walk(ReadOnlySpan<byte> content, WalSegmentInfo segment, OnBatch onBatch, OnRecord onRecord)
    {
        var reader = new JournalReader(content);
        reader.Bytes(1 + (3 * sizeof(ulong)));
        while (!reader.AtEnd)
        {
            var kind = reader.Byte();
            var sequence = segment.FirstSequence + (long)reader.Varint();
            switch (kind)
            {
                case BatchEntry:
                    onBatch(sequence, ReadBatch(ref reader));
                    break;
                case RecordEntry:
                    onRecord(sequence, reader.Bytes(reader.Count()));
                    break;
                default:
                    throw new InvalidDataException($"A digest has an entry of the kind {kind}.");
            }
        }
    }

    private static void Write(JournalWriter writer, ulong offset, ReadOnlySpan<byte> record)
    {
        if (!BatchRecord.IsReadable(record) || BatchRecord.Read(record).Head.TellsZones)
        {
            writer.Byte(RecordEntry);
            writer.Varint(offset);
            writer.Varint((ulong)record.Length);
            writer.Bytes(record);
            return;
        }

        var batch = DigestedBatch.Of(BatchRecord.Read(record));
        writer.Byte(BatchEntry);
        writer.Varint(offset);
        writer.Text(batch.Identity.Tenant);
        writer.Fixed64(batch.Identity.ClientInstanceId);
        writer.Fixed64(batch.Identity.BatchSequence);
        writer.Fixed64((ulong)batch.ReceivedAt);
        writer.Varint((ulong)batch.AcceptedCount);
        writer.Varint((ulong)batch.Rejected.Count);
        foreach (var (index, code) in batch.Rejected)
        {
            writer.Varint((ulong)index);
            writer.Byte((byte)code);
        }
    }

    private static DigestedBatch ReadBatch(ref JournalReader reader)
    {
        var identity = new BatchIdentity(reader.Text(), reader.Fixed64(), reader.Fixed64());
        var receivedAt = (long)reader.Fixed64();
        var accepted = (int)reader.Varint();
        var rejected = reader.Count() is > 0 and var count ? new RejectedIndex[count] : [];
        for (var i = 0; i < rejected.Length; i++)
        {
            rejected[i] = new RejectedIndex((int)reader.Varint(), (RejectionCode)reader.Byte());
        }

        return new DigestedBatch(identity, receivedAt, accepted, rejected);
    }
}
