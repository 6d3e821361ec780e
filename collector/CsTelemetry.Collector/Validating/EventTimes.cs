using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Wire;

namespace CsTelemetry.Collector.Validating;

/// <summary>Decides whether an event's time can be believed and is not too far from now. Pure; times are milliseconds since 1970.</summary>
internal static class EventTimes
{
    private static readonly long MaxAhead = (long)EventLimits.MaxAhead.TotalMilliseconds;
    private static readonly long MaxAge = (long)EventLimits.MaxAge.TotalMilliseconds;
    private static readonly long OldestBackfill = EventLimits.Earliest.ToUnixTimeMilliseconds();

    public static Fault? Fault(long occurredAt, ClockReading clock, bool backfill)
    {
        var corrected = ClientTime.Corrected(occurredAt, clock.Correction);
        if (corrected > clock.ReceivedAt + MaxAhead)
        {
            return clock.Correction != 0
                ? new(RejectionCode.ClockSkewed, $"occurred_at is {Text(occurredAt)}, later than sent_at, {Text(clock.SentAt)}, by the client's own clock, which is {TimeSpan.FromMilliseconds(-clock.Correction)} off and cannot be corrected by that. Set the client's clock, or take both times from one.")
                : new(RejectionCode.TooEarly, $"occurred_at is {Text(corrected)}, {(corrected - clock.ReceivedAt) / 60_000} minutes ahead of the collector's clock; the limit is {EventLimits.MaxAhead.TotalMinutes:F0} minutes. Check the client's clock.");
        }

        var oldest = backfill ? OldestBackfill : clock.ReceivedAt - MaxAge;
        return corrected < oldest
            ? new(RejectionCode.TooLate, $"occurred_at is {Text(corrected)}; the oldest accepted is {Text(oldest)}. History is replayed with a key of the scope `backfill`.")
            : null;
    }

    private static string Text(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(ClientTime.Corrected(milliseconds, 0)).ToString("O");
}
