using CsTelemetry.ClickHouse.Auditing;

namespace CsTelemetry.Collector.Administering.Retaining;

/// <summary>
/// Knows from which day on the raw table is whole. Before it, events expire while the rollup stays: there the rollup is no longer compared with them and
/// never built from them again, or it would lose what it alone still knows. Thread-safe.
/// </summary>
internal sealed class RawHorizon(RetentionOptions options, TimeProvider time)
{
    // Expiry is by the store's clock and day: one day for a clock that is ahead, one for the day that ends.
    private const int MarginDays = 2;

    /// <summary>Gets the first day of which no event can have expired.</summary>
    public DateOnly FirstWholeDay => options.EventsDays == 0
        ? DateOnly.FromDateTime(DateTime.UnixEpoch)
        : DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(MarginDays - options.EventsDays);

    /// <summary>Tells whether no event of the month can have expired.</summary>
    public bool IsWhole(int month) => Month.Days(month).First >= FirstWholeDay;
}
