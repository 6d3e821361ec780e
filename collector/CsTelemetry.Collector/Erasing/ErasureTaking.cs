using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Erasing;

/// <summary>What became of an order that was given to the log.</summary>
/// <param name="Status">Whether it is on disk.</param>
/// <param name="Receipt">Names its receipt, if it is.</param>
/// <param name="RetryAfter">When to try again, if it is not.</param>
internal readonly record struct ErasureTaking(WalAppendStatus Status, string Receipt, TimeSpan RetryAfter);
