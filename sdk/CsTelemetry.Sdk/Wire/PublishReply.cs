using System.Text;

namespace CsTelemetry.Wire;

/// <summary>Holds the collector's answer to one batch.</summary>
internal sealed class PublishReply(ulong batchSequence, uint acceptedCount, IReadOnlyList<RejectedEvent> rejected, string? firstMessage, bool isDuplicate)
{
    public ulong BatchSequence { get; } = batchSequence;

    public uint AcceptedCount { get; } = acceptedCount;

    public IReadOnlyList<RejectedEvent> Rejected { get; } = rejected;

    public string? FirstMessage { get; } = firstMessage;

    public bool IsDuplicate { get; } = isDuplicate;

    /// <summary>Tells whether this can be the answer to that batch: "delivered" is never claimed on a reply that does not add up.</summary>
    public bool Answers(ulong batchSequence, int eventCount)
    {
        if (BatchSequence != batchSequence || AcceptedCount + (ulong)Rejected.Count != (ulong)eventCount)
        {
            return false;
        }

        foreach (var rejected in Rejected)
        {
            if (rejected.Index >= eventCount)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a PublishResponse; null when the bytes are not one.</summary>
    public static PublishReply? Read(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        ulong sequence = 0, accepted = 0, duplicate = 0;
        List<RejectedEvent>? rejected = null;
        string? firstMessage = null;
        while (!reader.AtEnd)
        {
            if (!reader.TryTag(out var field, out var wire))
            {
                return null;
            }

            var read = (field, wire) switch
            {
                (1, 1) => reader.TryFixed64(out sequence),
                (2, 0) => reader.TryVarint(out accepted),
                (3, 2) => TryRejected(ref reader, rejected ??= [], ref firstMessage),
                (4, 0) => reader.TryVarint(out duplicate),
                _ => reader.TrySkip(wire),
            };
            if (!read)
            {
                return null;
            }
        }

        return new(sequence, (uint)accepted, rejected ?? [], firstMessage, duplicate != 0);
    }

    private static bool TryRejected(ref ProtoReader outer, List<RejectedEvent> rejected, ref string? firstMessage)
    {
        if (!outer.TryBytes(out var bytes))
        {
            return false;
        }

        var reader = new ProtoReader(bytes);
        ulong index = 0, code = 0;
        while (!reader.AtEnd)
        {
            if (!reader.TryTag(out var field, out var wire))
            {
                return false;
            }

            ReadOnlySpan<byte> text = default;
            var read = (field, wire) switch
            {
                (1, 0) => reader.TryVarint(out index),
                (2, 0) => reader.TryVarint(out code),
                (3, 2) => reader.TryBytes(out text),
                _ => reader.TrySkip(wire),
            };
            if (!read)
            {
                return false;
            }

            // One message is enough to see what is wrong; 5,000 of them would only be kept to be thrown away.
            if (!text.IsEmpty && firstMessage is null)
            {
                firstMessage = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 512)]);
            }
        }

        rejected.Add(new((uint)index, code <= (ulong)RejectionReason.CardinalityExceeded ? (RejectionReason)code : RejectionReason.Other));
        return true;
    }
}
