using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Journal;

/// <summary>Writes and reads the record of one accepted batch.</summary>
/// <remarks>
/// | header | client:8 | batch:8 | received:8 | rejections | strings | tenant, source | events |
/// Counts and string numbers are LEB128. Strings come once each, before what refers to them.
/// </remarks>
internal static class BatchCodec
{
    public static ReadOnlyMemory<byte> Write(JournaledBatch batch)
    {
        var strings = Collect(batch);
        var writer = JournalFormat.Begin(JournalRecordKind.Batch);
        writer.Fixed64(batch.Identity.ClientInstanceId);
        writer.Fixed64(batch.Identity.BatchSequence);
        writer.Time(batch.ReceivedAt);
        writer.Varint((ulong)batch.Rejected.Count);
        foreach (var (index, code) in batch.Rejected)
        {
            writer.Varint((ulong)index);
            writer.Byte((byte)code);
        }

        writer.Varint((ulong)strings.Texts.Count);
        foreach (var text in strings.Texts)
        {
            writer.Text(text);
        }

        foreach (var text in (string[])[batch.Identity.Tenant, batch.Source.Sdk, batch.Source.Application, batch.Source.ApplicationVersion, batch.Source.Environment])
        {
            writer.Varint((ulong)strings.NumberOf(text));
        }

        writer.Varint((ulong)batch.Events.Count);
        foreach (var accepted in batch.Events)
        {
            WriteEvent(writer, accepted, strings);
        }

        return writer.Written;
    }

    public static JournaledBatch Read(ReadOnlySpan<byte> record)
    {
        var reader = JournalFormat.Expect(record, JournalRecordKind.Batch);
        var client = reader.Fixed64();
        var sequence = reader.Fixed64();
        var receivedAt = reader.Time();
        var rejected = new RejectedIndex[reader.Count()];
        for (var i = 0; i < rejected.Length; i++)
        {
            rejected[i] = new RejectedIndex((int)reader.Varint(), (RejectionCode)reader.Byte());
        }

        var strings = new string[reader.Count()];
        for (var i = 0; i < strings.Length; i++)
        {
            strings[i] = reader.Text();
        }

        var tenant = Pick(strings, ref reader);
        var source = new EventSource(Pick(strings, ref reader), Pick(strings, ref reader), Pick(strings, ref reader), Pick(strings, ref reader));
        var events = new UsageEvent[reader.Count()];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = ReadEvent(ref reader, strings);
        }

        return reader.AtEnd
            ? new JournaledBatch(new BatchIdentity(tenant, client, sequence), source, receivedAt, events, rejected)
            : throw new InvalidDataException("A journal record goes on after its last event.");
    }

    private static StringTable Collect(JournaledBatch batch)
    {
        var strings = new StringTable();
        foreach (var text in (string[])[batch.Identity.Tenant, batch.Source.Sdk, batch.Source.Application, batch.Source.ApplicationVersion, batch.Source.Environment])
        {
            strings.NumberOf(text);
        }

        foreach (var accepted in batch.Events)
        {
            strings.NumberOf(accepted.AccountId);
            strings.NumberOf(accepted.UserId);
            strings.NumberOf(accepted.Feature);
            strings.NumberOf(accepted.SessionId);
            foreach (var property in accepted.Properties)
            {
                strings.NumberOf(property.Key);
                strings.NumberOf(property.Value);
            }
        }

        return strings;
    }

    private static void WriteEvent(JournalWriter writer, UsageEvent accepted, StringTable strings)
    {
        writer.Byte((byte)accepted.Kind);
        writer.Byte((byte)accepted.Platform);
        writer.Byte((byte)accepted.ActorKind);
        writer.Fixed64(accepted.Sequence);
        writer.Time(accepted.OccurredAt);
        writer.Varint((ulong)accepted.Day.DayNumber);
        writer.Varint((ulong)strings.NumberOf(accepted.AccountId));
        writer.Varint((ulong)strings.NumberOf(accepted.UserId));
        writer.Varint((ulong)strings.NumberOf(accepted.Feature));
        writer.Varint((ulong)strings.NumberOf(accepted.SessionId));
        writer.Varint(accepted.Quantity);
        writer.Fixed64(BitConverter.DoubleToUInt64Bits(accepted.Value));
        writer.Varint(accepted.DurationMilliseconds);
        writer.Varint((ulong)accepted.Properties.Count);
        foreach (var property in accepted.Properties)
        {
            writer.Byte((byte)property.Type);
            writer.Varint((ulong)strings.NumberOf(property.Key));
            writer.Varint((ulong)strings.NumberOf(property.Value));
        }
    }

    private static UsageEvent ReadEvent(ref JournalReader reader, string[] strings) => new()
    {
        Kind = (EventKind)reader.Byte(),
        Platform = (Platform)reader.Byte(),
        ActorKind = (ActorKind)reader.Byte(),
        Sequence = reader.Fixed64(),
        OccurredAt = reader.Time(),
        Day = reader.Day(),
        AccountId = Pick(strings, ref reader),
        UserId = Pick(strings, ref reader),
        Feature = Pick(strings, ref reader),
        SessionId = Pick(strings, ref reader),
        Quantity = reader.Varint(),
        Value = BitConverter.UInt64BitsToDouble(reader.Fixed64()),
        DurationMilliseconds = reader.Varint(),
        Properties = ReadProperties(ref reader, strings),
    };

    private static EventProperty[] ReadProperties(ref JournalReader reader, string[] strings)
    {
        var properties = new EventProperty[reader.Count()];
        for (var i = 0; i < properties.Length; i++)
        {
            var type = (PropertyType)reader.Byte();
            properties[i] = new EventProperty(Pick(strings, ref reader), Pick(strings, ref reader), type);
        }

        return properties;
    }

    private static string Pick(string[] strings, ref JournalReader reader)
    {
        var number = reader.Varint();
        return number < (ulong)strings.Length
            ? strings[number]
            : throw new InvalidDataException($"A journal record refers to string {number} of {strings.Length}.");
    }
}
