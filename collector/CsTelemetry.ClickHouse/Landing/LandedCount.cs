namespace CsTelemetry.ClickHouse.Landing;

/// <summary>How many rows of one batch the raw table holds in one month.</summary>
/// <param name="WalBatch">The batch: the first sequence of its range of the log.</param>
/// <param name="Month">The month, as year · 100 + month.</param>
/// <param name="Rows">The rows; never 0, since a month without rows is not listed.</param>
public readonly record struct LandedCount(ulong WalBatch, int Month, long Rows);
