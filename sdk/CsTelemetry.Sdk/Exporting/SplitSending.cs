using System.Globalization;
using CsTelemetry.Wire;

namespace CsTelemetry.Exporting;

/// <summary>
/// Sends a batch that the collector finds too large in halves, quarters and so on, and makes one answer of theirs. The
/// parts are numbered by the batch's number and their place, so nothing has to be remembered: when one part fails, all
/// are sent again later, from memory or disk or by the next run, and the collector recognises those it has.
/// </summary>
internal sealed class SplitSending(IBatchTransport transport)
{
    // | place in the tree:13 | batch sequence:51 |   the root is 1 and never sent; the halves of n are 2n and 2n + 1.
    // 13 bits hold the parts of a batch of 4,096 events down to single ones, and nearly those of the largest, of 5,000.
    private const int PlaceShift = 51;
    private const ulong LastPlace = (1 << (64 - PlaceShift)) - 1;

    public Task<AttemptResult> SendAsync(ReadOnlyMemory<byte> frame, ulong batchSequence, int eventCount, CancellationToken abort) =>
        SendHalvesAsync(frame, batchSequence, place: 1, eventCount, abort);

    /// <summary>Gives the number of a part.</summary>
    internal static ulong Number(ulong batchSequence, ulong place) => (place << PlaceShift) | batchSequence;

    private async Task<AttemptResult> SendHalvesAsync(ReadOnlyMemory<byte> frame, ulong batchSequence, ulong place, int eventCount, CancellationToken abort)
    {
        var (first, second) = (place * 2, (place * 2) + 1);
        var halves = second <= LastPlace
            ? BatchSplitter.Split(frame.Span, Number(batchSequence, first), Number(batchSequence, second))
            : null;
        if (halves is null)
        {
            return Rejected(batchSequence, eventCount, RejectionReason.TooLarge, "the collector finds even a part of the batch too large");
        }

        var begun = await SendPartAsync(halves.First, batchSequence, first, halves.FirstCount, abort).ConfigureAwait(false);
        if (begun.Reply is not { } one)
        {
            return begun;
        }

        var ended = await SendPartAsync(halves.Second, batchSequence, second, halves.SecondCount, abort).ConfigureAwait(false);
        return ended.Reply is { } other ? AttemptResult.Answered(Join(batchSequence, one, halves.FirstCount, other)) : ended;
    }

    private async Task<AttemptResult> SendPartAsync(byte[] frame, ulong batchSequence, ulong place, int eventCount, CancellationToken abort)
    {
        var result = await transport.SendAsync(frame, abort).ConfigureAwait(false);
        return result.Status switch
        {
            AttemptStatus.TooLarge => await SendHalvesAsync(frame, batchSequence, place, eventCount, abort).ConfigureAwait(false),
            // Other parts may be taken: what is refused as a whole is so event by event.
            AttemptStatus.Refused => Rejected(batchSequence, eventCount, result.Reason, result.Error),
            AttemptStatus.Answered when !result.Reply!.Answers(Number(batchSequence, place), eventCount) =>
                AttemptResult.Retry(string.Create(CultureInfo.InvariantCulture, $"the answer does not add up to the part's {eventCount} events")),
            AttemptStatus.Retry => AttemptResult.Retry(result.Error, result.RetryAfter),
            _ => result,
        };
    }

    private static AttemptResult Rejected(ulong batchSequence, int eventCount, RejectionReason reason, string message) =>
        AttemptResult.Answered(new PublishReply(
            batchSequence, 0, [.. Enumerable.Range(0, eventCount).Select(index => new RejectedEvent((uint)index, reason))], message, false));

    private static PublishReply Join(ulong batchSequence, PublishReply first, int firstCount, PublishReply second) => new(
        batchSequence,
        first.AcceptedCount + second.AcceptedCount,
        [.. first.Rejected, .. second.Rejected.Select(rejected => new RejectedEvent(rejected.Index + (uint)firstCount, rejected.Reason))],
        first.FirstMessage ?? second.FirstMessage,
        first.IsDuplicate && second.IsDuplicate);
}
