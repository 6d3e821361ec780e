using CsTelemetry.Wire;

namespace CsTelemetry.Buffering;

/// <summary>Says how a batch ended: taken (but for some events), refused as a whole, or given up.</summary>
internal readonly struct Settlement
{
    private Settlement(IReadOnlyList<RejectedEvent>? rejected, RejectionReason? refused, DropReason dropped, bool duplicate)
    {
        Rejected = rejected;
        Refused = refused;
        Dropped = dropped;
        IsDuplicate = duplicate;
    }

    /// <summary>Gets the events the collector did not take; null when the batch was not taken at all.</summary>
    public IReadOnlyList<RejectedEvent>? Rejected { get; }

    /// <summary>Gets why the batch was refused; null when it was not.</summary>
    public RejectionReason? Refused { get; }

    public DropReason Dropped { get; }

    public bool IsDuplicate { get; }

    public static Settlement Taken(PublishReply reply) => new(reply.Rejected, null, DropReason.None, reply.IsDuplicate);

    public static Settlement RefusedAs(RejectionReason reason) => new(null, reason, DropReason.None, false);

    public static Settlement GivenUp(DropReason reason) => new(null, null, reason, false);

    /// <summary>Splits the batch's first <paramref name="count"/> events into delivered, rejected and dropped.</summary>
    public (long Delivered, long Rejected, long Dropped) Split(long count)
    {
        if (Rejected is null)
        {
            return Refused is null ? (0, 0, count) : (0, count, 0);
        }

        long rejected = 0;
        for (var i = 0; i < Rejected.Count; i++)
        {
            rejected += Rejected[i].Index < count ? 1 : 0;
        }

        return (count - rejected, rejected, 0);
    }
}
