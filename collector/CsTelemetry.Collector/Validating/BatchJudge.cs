using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Wire;

namespace CsTelemetry.Collector.Validating;

/// <summary>Splits a batch into what is accepted, each event with its day, and what is turned away. Pure but for what <paramref name="cardinality"/> remembers; one user at a time.</summary>
/// <param name="clock">The clocks of the client and the collector.</param>
/// <param name="timeZone">The time zone in which the days begin.</param>
/// <param name="backfill">Whether the key lifts the limit on late events.</param>
/// <param name="erased">The tenant's users who are to be forgotten; null without any.</param>
/// <param name="cardinality">What the tenant has named so far; null for no limit.</param>
internal sealed class BatchJudge(ClockReading clock, TimeZoneInfo timeZone, bool backfill, TenantTombstones? erased, TenantCardinality? cardinality = null)
{
    private static readonly Fault ErasedFault = new(RejectionCode.Erased, "The user is to be forgotten, and the event happened before that was ordered. Do not send it again.");

    private readonly DayFinder _days = new();

    /// <exception cref="InvalidDataException">The bytes are no such message.</exception>
    public Verdict Judge(in WireBatch batch)
    {
        var verdict = new Verdict(batch.EventCount);
        var wholeBatch = cardinality?.SourceFault(batch.Source);
        var events = batch.Events;
        for (var i = 0; events.MoveNext(); i++)
        {
            var candidate = WireEvent.Read(events.Message);
            if ((wholeBatch ?? FaultOf(candidate)) is { } fault)
            {
                verdict.Reject(i, fault);
            }
            else
            {
                // The day is decided here, once: a later change of the time zone must not move what was counted.
                verdict.Accept(i, _days.ShiftAt(timeZone, ClientTime.Corrected(candidate.OccurredAt, clock.Correction)));
            }
        }

        return verdict;
    }

    private Fault? FaultOf(in WireEvent candidate) =>
        EventValidator.Fault(candidate, clock, backfill)
        ?? (IsErased(candidate) ? ErasedFault : (Fault?)null)
        ?? cardinality?.EventFault(candidate);

    private bool IsErased(in WireEvent candidate) =>
        erased is { IsEmpty: false }
        && erased.Cover(candidate.UserId, candidate.AccountId, Math.Min(ClientTime.Corrected(candidate.OccurredAt, clock.Correction), clock.ReceivedAt));
}
