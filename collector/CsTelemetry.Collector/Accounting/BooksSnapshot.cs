using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Accounting;

/// <summary>The books at one moment, in events.</summary>
internal sealed record BooksSnapshot(
    long Accepted, long Rejected, long Duplicates, long Verified, long Quarantined, IReadOnlyDictionary<RejectionCode, long> RejectedByCode)
{
    public long Received => Accepted + Rejected;

    public long Pending => Accepted - Verified - Quarantined;
}
