using CsTelemetry.ClickHouse.Landing;

namespace CsTelemetry.Collector.Storing;

/// <summary>Makes sure that inserts are in the store: audits them, and repairs what the audit finds. Runs alone.</summary>
internal sealed class LandingProof(LandingStore store, EventsBlockEncoder encoder, RangeReader rows, ulong walId, TimeProvider time, ILogger logger)
{
    /// <exception cref="IOException">Something is still wrong after the repair.</exception>
    public async Task<bool> RunAsync(IReadOnlyList<RangeFootprint> landed, CancellationToken cancellationToken)
    {
        var audit = new LandingAudit(store, walId);
        var result = await audit.RunAsync(landed, cancellationToken);
        if (!result.IsClean)
        {
            Log.AuditFoundFaults(logger, result.MonthFaults.Count, result.RollupDifferences.Count);
            var repair = new LandingRepair(store, encoder, rows, audit, walId, time, logger);
            result = await repair.RunAsync(landed, result, cancellationToken);
        }

        return result.IsClean
            ? true
            : throw new IOException($"After repair {result.MonthFaults.Count} months of batches and {result.RollupDifferences.Count} days of the rollup still differ from the log; nothing is retired until they agree.");
    }
}
