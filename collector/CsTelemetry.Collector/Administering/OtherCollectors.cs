using CsTelemetry.ClickHouse.Auditing;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Administering;

/// <summary>Knows whether other collectors insert into the same store: the quiet time of one is not theirs. Thread-safe.</summary>
internal sealed class OtherCollectors(AuditStore store, WriteAheadLog log, TimeProvider time)
{
    /// <summary>A collector counts as at work for so long after an event came in by it that the store has: 10 minutes.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    public async Task<int> CountAsync(CancellationToken cancellationToken) =>
        (await store.OtherLogsAsync(log.Id, time.GetUtcNow() - Within, cancellationToken)).Count;

    /// <exception cref="AdministrationException">Others are at work: what they insert while a month is swapped would be lost.</exception>
    public async Task RequireNoneAsync(CancellationToken cancellationToken)
    {
        if (await CountAsync(cancellationToken) is var count and > 0)
        {
            throw new AdministrationException(
                $"{count} other collectors have inserted events that came in within the last {Within.TotalMinutes:0} minutes. What they insert while a month is rewritten would be lost: stop them, wait so long, and run it again. Nothing was changed.");
        }
    }
}
