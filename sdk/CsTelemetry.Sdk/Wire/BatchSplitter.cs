namespace CsTelemetry.Wire;

/// <summary>
/// Makes two batches of half the events each out of one that was refused as too large. Only such a batch may be split:
/// it is certain that the collector has not taken it, so its events cannot come twice. Pure.
/// </summary>
internal static class BatchSplitter
{
    private const uint EventsField = 5;
    private const int LengthDelimited = 2;

    /// <summary>Splits the batch; null when it has fewer than two events, or is no batch.</summary>
    /// <param name="frame">The sealed frame.</param>
    /// <param name="firstSequence">The batch sequence of the first half: a new one, or the split batch's own.</param>
    /// <param name="secondSequence">The batch sequence of the second half: a new one.</param>
    public static SplitBatch? Split(ReadOnlySpan<byte> frame, ulong firstSequence, ulong secondSequence)
    {
        if (!TryFind(frame, wanted: 0, out var eventsAt, out var count) || count < 2 || !TryFind(frame, wanted: count / 2, out var middle, out _))
        {
            return null;
        }

        var first = frame.Slice(0, middle).ToArray();
        var second = new byte[eventsAt + frame.Length - middle];
        frame.Slice(0, eventsAt).CopyTo(second);
        frame.Slice(middle).CopyTo(second.AsSpan(eventsAt));
        BatchFrame.Seal(first, firstSequence);
        BatchFrame.Seal(second, secondSequence);
        return new(first, count / 2, second, count - (count / 2));
    }

    /// <summary>Finds where the wanted event starts, and how many there are. Events stand behind everything else, one after the other.</summary>
    private static bool TryFind(ReadOnlySpan<byte> frame, int wanted, out int at, out int count)
    {
        at = -1;
        count = 0;
        if (frame.Length < BatchFrame.GrpcHeaderBytes)
        {
            return false;
        }

        var reader = new ProtoReader(frame.Slice(BatchFrame.GrpcHeaderBytes));
        while (!reader.AtEnd)
        {
            var position = frame.Length - reader.LeftBytes;
            if (!reader.TryTag(out var field, out var wire) || !reader.TrySkip(wire))
            {
                return false;
            }

            var isEvent = field == EventsField && wire == LengthDelimited;
            if (!isEvent && count > 0)
            {
                return false;
            }

            at = isEvent && count == wanted ? position : at;
            count += isEvent ? 1 : 0;
        }

        return at >= 0;
    }
}
