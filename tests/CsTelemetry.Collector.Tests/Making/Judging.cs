using System.Text;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Validating;
using CsTelemetry.Collector.Wire;

namespace CsTelemetry.Collector.Tests.Making;

/// <summary>Sends the tests' own records through validation, as bytes.</summary>
internal static class Judging
{
    internal static Fault? Fault(UsageEvent candidate, DateTimeOffset now, bool backfill) =>
        EventValidator.Fault(WireEvent.Read(Wired.Bytes(candidate)), new ClockReading(now.ToUnixTimeMilliseconds(), SentAt: 0), backfill);

    internal static string? BatchFault(ReceivedBatch batch) => BatchCheck.Fault(WireBatch.Read(Wired.Bytes(batch)));

    internal static bool Covers(this TenantTombstones tombstones, UsageEvent candidate, DateTimeOffset receivedAt) => tombstones.Cover(
        Encoding.UTF8.GetBytes(candidate.UserId),
        Encoding.UTF8.GetBytes(candidate.AccountId),
        Math.Min(candidate.OccurredAt.ToUnixTimeMilliseconds(), receivedAt.ToUnixTimeMilliseconds()));

    /// <summary>Judges a batch and reads from its record what was accepted, and with which day.</summary>
    internal static ValidatedBatch Validate(
        ReceivedBatch batch, TimeZoneInfo timeZone, bool backfill, TenantTombstones? erased = null, long sentAt = 0, TenantCardinality? cardinality = null)
    {
        var read = Wired.Batch(Record(batch, timeZone, backfill, erased, sentAt, cardinality, out var rejections));
        return new ValidatedBatch(read.Identity, read.Source, read.ReceivedAt, read.Events, rejections);
    }

    /// <summary>Judges a batch and writes its record.</summary>
    internal static byte[] Record(ReceivedBatch batch, TimeZoneInfo timeZone, bool backfill = false, long sentAt = 0) =>
        Record(batch, timeZone, backfill, null, sentAt, null, out _);

    private static byte[] Record(
        ReceivedBatch batch, TimeZoneInfo timeZone, bool backfill, TenantTombstones? erased, long sentAt, TenantCardinality? cardinality, out IReadOnlyList<Rejection> rejections)
    {
        var bytes = Wired.Bytes(batch, sentAt);
        var request = WireBatch.Read(bytes);
        var clock = ClockReading.Of(request, batch.ReceivedAt);
        var verdict = new BatchJudge(clock, timeZone, backfill, erased, cardinality).Judge(request);
        using var buffer = BatchRecordBuffer.Rent(bytes.Length);
        bytes.CopyTo(buffer.Request);
        var head = new BatchHead(batch.Identity, clock.ReceivedAt, clock.Correction, backfill, verdict.EventCount, verdict.AcceptedCount);
        rejections = verdict.Rejections;
        return buffer.Seal(head, verdict.Rejections, verdict.DayShifts).ToArray();
    }
}
