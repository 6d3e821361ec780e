using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Validating;

/// <summary>Splits a batch into what is accepted, each event with its day, and what is turned away. Pure.</summary>
internal static class BatchValidator
{
    /// <param name="batch">The batch.</param>
    /// <param name="timeZone">The time zone in which the days begin.</param>
    /// <param name="backfill">Whether the key lifts the limit on late events.</param>
    /// <param name="erased">The tenant's users who are to be forgotten; null without any.</param>
    public static ValidatedBatch Validate(ReceivedBatch batch, TimeZoneInfo timeZone, bool backfill, TenantTombstones? erased = null)
    {
        var accepted = new List<UsageEvent>(batch.Events.Count);
        var rejections = new List<Rejection>();
        for (var i = 0; i < batch.Events.Count; i++)
        {
            var candidate = batch.Events[i];
            if (EventValidator.Fault(candidate, batch.ReceivedAt, backfill) is { } fault)
            {
                rejections.Add(new Rejection(i, fault.Code, fault.Message));
            }
            else if (erased?.Cover(candidate, batch.ReceivedAt) == true)
            {
                rejections.Add(new Rejection(i, RejectionCode.Erased, "The user is to be forgotten, and the event happened before that was ordered. Do not send it again."));
            }
            else
            {
                // The day is decided here, once: a later change of the time zone must not move what was counted.
                accepted.Add(candidate with { Day = DayOf(candidate.OccurredAt, timeZone) });
            }
        }

        return new ValidatedBatch(batch.Identity, batch.Source, batch.ReceivedAt, accepted, rejections);
    }

    private static DateOnly DayOf(DateTimeOffset occurredAt, TimeZoneInfo timeZone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(occurredAt, timeZone).DateTime);
}
