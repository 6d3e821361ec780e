namespace CsTelemetry.Collector.Journal;

/// <summary>Writes and reads the record of one order to erase.</summary>
/// <remarks>| header | target:1 | receipt | tenant | user | account | ordered:8 |   texts have a length before them</remarks>
internal static class ErasureCodec
{
    private const string ReceiptFormat = "N";

    public static ReadOnlyMemory<byte> Write(ErasureOrder order)
    {
        var writer = JournalFormat.Begin(JournalRecordKind.Erasure);
        Write(writer, order);
        return writer.Written;
    }

    public static ErasureOrder Read(ReadOnlySpan<byte> record)
    {
        var reader = JournalFormat.Expect(record, JournalRecordKind.Erasure);
        var order = Read(ref reader);
        return reader.AtEnd ? order : throw new InvalidDataException("A journal record goes on after its order to erase.");
    }

    /// <summary>Writes the order's fields into something larger.</summary>
    public static void Write(JournalWriter writer, ErasureOrder order)
    {
        writer.Byte((byte)order.Target);
        writer.Text(order.Receipt);
        writer.Text(order.Tenant);
        writer.Text(order.UserId);
        writer.Text(order.AccountId);
        writer.Time(order.OrderedAt);
    }

    /// <summary>Reads back the order's fields.</summary>
    public static ErasureOrder Read(ref JournalReader reader)
    {
        var target = (ErasureTarget)reader.Byte();
        var receipt = reader.Text();
        if (target is not (ErasureTarget.User or ErasureTarget.Account) || !Guid.TryParseExact(receipt, ReceiptFormat, out var receiptId))
        {
            throw new InvalidDataException($"A journal record orders to erase the target {(byte)target} under the receipt \"{receipt}\", which this collector does not know.");
        }

        return new ErasureOrder(target, receiptId, reader.Text(), reader.Text(), reader.Text(), reader.Time());
    }
}
