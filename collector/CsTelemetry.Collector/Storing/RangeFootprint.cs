using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>What one insert leaves in the store, by which it can be found and counted again: kept until the audit, when its rows are long gone from memory.</summary>
/// <param name="Range">The range of the log.</param>
/// <param name="EventsByMonth">How many events there are in each month (year · 100 + month): one part of the store each.</param>
/// <param name="Days">The days that have events.</param>
/// <param name="RejectedCount">How many events of the range were turned away, and go to no table of events.</param>
internal sealed record RangeFootprint(FrozenRange Range, IReadOnlyDictionary<int, int> EventsByMonth, IReadOnlyList<DateOnly> Days, int RejectedCount)
{
    /// <summary>Gets the rows that it goes without, because the store refuses them.</summary>
    public IReadOnlyList<ExcludedRow> Excluded { get; private init; } = [];

    /// <summary>Gets how many events the store must hold of it.</summary>
    public int StoredCount => Range.EventCount - Excluded.Count;

    /// <summary>Names the insert for ever: the log's own id, the place in it, and what it goes without.</summary>
    public string TokenIn(ulong walId) =>
        $"{walId:x16}-{Range.First}-{Range.Last}{(Excluded.Count == 0 ? "" : $"-without-{string.Join('.', Excluded.Select(row => row.Row))}")}";

    /// <summary>Leaves out further rows.</summary>
    /// <param name="rows">Which.</param>
    /// <param name="columns">All rows of the range.</param>
    public RangeFootprint Without(IReadOnlyList<ExcludedRow> rows, EventColumns columns)
    {
        var months = EventsByMonth.ToDictionary();
        foreach (var row in rows)
        {
            months[Calendar.MonthOf(columns.Day[row.Row])]--;
        }

        return this with { EventsByMonth = months, Excluded = [.. Excluded.Concat(rows).OrderBy(row => row.Row)] };
    }

    public static RangeFootprint Of(FrozenRange range, EventColumns columns, int rejectedCount)
    {
        var days = columns.Day.AsSpan(0, columns.Count).ToArray().CountBy(day => day).OrderBy(day => day.Key).ToList();
        var months = days.GroupBy(day => Calendar.MonthOf(day.Key), day => day.Value).ToDictionary(month => month.Key, month => month.Sum());
        return new RangeFootprint(range, months, [.. days.Select(day => Calendar.DateOf(day.Key))], rejectedCount);
    }
}
