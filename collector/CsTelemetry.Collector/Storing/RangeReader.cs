using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Storing;

/// <summary>Reads the batches of a range from the log again: what was inserted is not kept in memory, and is seldom wanted twice.</summary>
internal sealed class RangeReader(WriteAheadLog log)
{
    /// <summary>Takes one batch.</summary>
    public delegate void Visitor(long sequence, in BatchRecord batch);

    /// <summary>Shows every batch of the range, in order. Records that are gone, damaged or cannot be read are passed over.</summary>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public void Visit(FrozenRange range, Visitor visitor)
    {
        using var cursor = log.OpenCursor(range.First);
        while (cursor.TryRead(out var record) && record.Sequence <= range.Last)
        {
            if (BatchRecord.IsReadable(record.Payload.Span))
            {
                visitor(record.Sequence, BatchRecord.Read(record.Payload.Span));
            }
        }
    }

    /// <summary>Takes all rows of a range apart again.</summary>
    public EventColumns Columns(FrozenRange range)
    {
        var columns = new EventColumns();
        Visit(range, (long _, in BatchRecord batch) => columns.Add(batch));
        return columns;
    }

    /// <summary>Takes the rows apart again that the store must hold of a range, of one month or of all.</summary>
    public EventColumns Columns(RangeFootprint footprint, int? month = null)
    {
        var columns = Columns(footprint.Range);
        var excluded = footprint.Excluded.Select(row => row.Row).ToHashSet();
        columns.Keep(row => !excluded.Contains(row) && (month is null || Calendar.MonthOf(columns.Day[row]) == month));
        return columns;
    }
}
