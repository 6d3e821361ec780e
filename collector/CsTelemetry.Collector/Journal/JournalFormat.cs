namespace CsTelemetry.Collector.Journal;

/// <summary>The first two bytes of every record of the log, and its control records.</summary>
internal static class JournalFormat
{
    // | version:1 | kind:1 | body |   the log's own header has length, CRC and sequence
    public const byte Version = 1;

    public static JournalRecordKind KindOf(ReadOnlySpan<byte> record)
    {
        var reader = new JournalReader(record);
        return ReadKind(ref reader);
    }

    /// <summary>Tells what of a record's version and kind is not known here; null if both are.</summary>
    public static string? IsNewer(ReadOnlySpan<byte> record)
    {
        if (record.Length < 2)
        {
            return null;
        }

        return record[0] != Version ? $"it has the format version {record[0]}; this collector reads {Version}. It was written by a newer one."
            : !Enum.IsDefined((JournalRecordKind)record[1]) ? $"it is of the kind {record[1]}, which this collector does not know. It was written by another version."
            : null;
    }

    public static ReadOnlyMemory<byte> Write(FrozenRange range)
    {
        var writer = Begin(JournalRecordKind.Frozen);
        writer.Varint((ulong)range.First);
        writer.Varint((ulong)range.Last);
        writer.Varint((ulong)range.EventCount);
        return writer.Written;
    }

    public static ReadOnlyMemory<byte> Write(Checkpoint checkpoint)
    {
        var writer = Begin(JournalRecordKind.Verified);
        writer.Varint((ulong)checkpoint.Through);
        writer.Varint((ulong)checkpoint.VerifiedEvents);
        if (checkpoint.QuarantinedEvents > 0)
        {
            writer.Varint((ulong)checkpoint.QuarantinedEvents);
        }

        return writer.Written;
    }

    /// <summary>Writes that rows of cuts up to a sequence were removed from the store on purpose.</summary>
    public static ReadOnlyMemory<byte> WriteRemoved(long through)
    {
        var writer = Begin(JournalRecordKind.Removed);
        writer.Varint((ulong)through);
        return writer.Written;
    }

    public static long ReadRemoved(ReadOnlySpan<byte> record)
    {
        var reader = Expect(record, JournalRecordKind.Removed);
        return (long)reader.Varint();
    }

    public static FrozenRange ReadFrozen(ReadOnlySpan<byte> record)
    {
        var reader = Expect(record, JournalRecordKind.Frozen);
        return new FrozenRange((long)reader.Varint(), (long)reader.Varint(), (int)reader.Varint());
    }

    public static Checkpoint ReadCheckpoint(ReadOnlySpan<byte> record)
    {
        var reader = Expect(record, JournalRecordKind.Verified);
        return new Checkpoint((long)reader.Varint(), (long)reader.Varint(), reader.AtEnd ? 0 : (long)reader.Varint());
    }

    internal static JournalWriter Begin(JournalRecordKind kind)
    {
        var writer = new JournalWriter();
        writer.Byte(Version);
        writer.Byte((byte)kind);
        return writer;
    }

    internal static JournalReader Expect(ReadOnlySpan<byte> record, JournalRecordKind kind)
    {
        var reader = new JournalReader(record);
        var found = ReadKind(ref reader);
        return found == kind ? reader : throw new InvalidDataException($"The journal record is a {found}, not a {kind}.");
    }

    private static JournalRecordKind ReadKind(ref JournalReader reader)
    {
        var version = reader.Byte();
        return version == Version
            ? (JournalRecordKind)reader.Byte()
            : throw new InvalidDataException($"The journal record has the format version {version}; this collector reads {Version}. It was written by a newer one.");
    }
}
