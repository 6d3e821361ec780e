using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Administering.Inspecting;

/// <summary>What a record of the log is, in short. Names nobody but tenants and clients.</summary>
/// <param name="Kind">What it is; `unreadable` if this collector cannot tell.</param>
/// <param name="Tenant">Whose it is; null if nobody's.</param>
/// <param name="Events">How many accepted events it holds.</param>
/// <param name="Text">The same for a person.</param>
internal sealed record RecordSummary(string Kind, string? Tenant, int Events, string Text)
{
    public const string Unreadable = "unreadable";

    public static RecordSummary Of(ReadOnlySpan<byte> record)
    {
        try
        {
            return JournalFormat.KindOf(record) switch
            {
                JournalRecordKind.Batch => OfBatch(record),
                JournalRecordKind.Frozen => OfFrozen(JournalFormat.ReadFrozen(record)),
                JournalRecordKind.Verified => OfCheckpoint(JournalFormat.ReadCheckpoint(record)),
                JournalRecordKind.Erasure => OfErasure(ErasureCodec.Read(record)),
                JournalRecordKind.Excluded => OfExclusion(ExclusionCodec.Read(record)),
                JournalRecordKind.Removed => OfRemoved(JournalFormat.ReadRemoved(record)),
                var other => new RecordSummary(Unreadable, null, 0, $"the kind {(byte)other}, which this collector does not know"),
            };
        }
        catch (InvalidDataException exception)
        {
            return new RecordSummary(Unreadable, null, 0, exception.Message);
        }
    }

    // The one place here that knows the form of a batch.
    private static RecordSummary OfBatch(ReadOnlySpan<byte> record)
    {
        var batch = BatchRecord.Read(record);
        var (head, identity) = (batch.Head, batch.Head.Identity);
        return new RecordSummary(
            "batch",
            identity.Tenant,
            head.AcceptedCount,
            $"batch {identity.BatchSequence} of client {identity.ClientInstanceId:x16}, tenant {identity.Tenant}: {head.AcceptedCount} events accepted, {batch.Rejected.Length} rejected, received {DateTimeOffset.FromUnixTimeMilliseconds(head.ReceivedAt):u}");
    }

    private static RecordSummary OfFrozen(FrozenRange range) =>
        new("frozen", null, 0, $"the records {range.First} to {range.Last} with {range.EventCount} events are one insert");

    private static RecordSummary OfCheckpoint(Checkpoint checkpoint) =>
        new("verified", null, 0, $"everything up to {checkpoint.Through} is in the store, audited; {checkpoint.VerifiedEvents} events so far");

    private static RecordSummary OfExclusion(Exclusion exclusion) =>
        new("excluded", null, 0, $"the insert that begins at {exclusion.First} goes without {exclusion.Rows.Count} rows, which the store refuses");

    private static RecordSummary OfRemoved(long through) =>
        new("removed", null, 0, $"rows of inserts up to {through} were removed from the store on purpose");

    private static RecordSummary OfErasure(ErasureOrder order) =>
        new("erasure", order.Tenant, 0, $"order {order.Receipt} of tenant {order.Tenant} to erase, given {order.OrderedAt:u}");
}
