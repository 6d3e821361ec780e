using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>Audits on command what was verified lately and the log still holds. Runs alone.</summary>
internal sealed class WindowAudit(LandingStore store, LandingProof proof, VerifiedWindow window, ulong walId) : ILatelyVerified
{
    private const int RangesAtOnce = 64;

    public async Task<long> AuditAsync(DateOnly first, DateOnly last, bool repair, CancellationToken cancellationToken)
    {
        var audit = new LandingAudit(store, walId);
        var missing = 0L;
        foreach (var ranges in window.Held().Where(range => range.Days.Any(day => day >= first && day <= last)).Chunk(RangesAtOnce))
        {
            var found = await audit.RunAsync(ranges, cancellationToken);
            missing += found.MonthFaults.Sum(fault => Math.Max(0, fault.Expected - fault.Found));
            if (repair && !found.IsClean)
            {
                await proof.RunAsync(ranges, cancellationToken);
            }
        }

        return missing;
    }
}
