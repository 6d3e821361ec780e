namespace CsTelemetry.Collector.Storing;

/// <summary>A month of a batch with other than its frozen number of rows in the raw table.</summary>
internal sealed record MonthFault(RangeFootprint Batch, int Month, long Expected, long Found);
