using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Hosting;

/// <summary>What a start needs to know of a batch.</summary>
/// <param name="Identity">Its name.</param>
/// <param name="ReceivedAt">When it came in, in milliseconds since 1970.</param>
/// <param name="AcceptedCount">How many of its events are accepted.</param>
/// <param name="Rejected">Those that are not.</param>
internal readonly record struct DigestedBatch(BatchIdentity Identity, long ReceivedAt, int AcceptedCount, IReadOnlyList<RejectedIndex> Rejected)
{
    public static DigestedBatch Of(in BatchRecord record) =>
        new(record.Head.Identity, record.Head.ReceivedAt, record.Head.AcceptedCount, record.Rejected);
}
