namespace CsTelemetry.Collector.Journal;

/// <summary>The form of an exclusion in the log.</summary>
internal static class ExclusionCodec
{
    // | version:1 | kind:1 | first | count | rows: row, code, message |
    public static ReadOnlyMemory<byte> Write(Exclusion exclusion)
    {
        var writer = JournalFormat.Begin(JournalRecordKind.Excluded);
        writer.Varint((ulong)exclusion.First);
        writer.Varint((ulong)exclusion.Rows.Count);
        foreach (var row in exclusion.Rows)
        {
            writer.Varint((ulong)row.Row);
            writer.Text(row.Code);
            writer.Text(row.Message);
        }

        return writer.Written;
    }

    /// <exception cref="InvalidDataException">The bytes are no such record.</exception>
    public static Exclusion Read(ReadOnlySpan<byte> record)
    {
        var reader = JournalFormat.Expect(record, JournalRecordKind.Excluded);
        var first = (long)reader.Varint();
        var rows = new ExcludedRow[reader.Count()];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new ExcludedRow((int)reader.Varint(), reader.Text(), reader.Text());
        }

        return new Exclusion(first, rows);
    }
}
