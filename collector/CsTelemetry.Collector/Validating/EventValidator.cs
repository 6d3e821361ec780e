using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Wire;

namespace CsTelemetry.Collector.Validating;

/// <summary>Decides on one event: null, or why it is not accepted. Pure.</summary>
internal static class EventValidator
{
    /// <param name="candidate">The event.</param>
    /// <param name="clock">The clocks of the client and the collector.</param>
    /// <param name="backfill">Whether the key lifts the limit on late events.</param>
    public static Fault? Fault(in WireEvent candidate, ClockReading clock, bool backfill)
    {
        if (candidate.Kind is < EventKind.Login or > EventKind.Outcome)
        {
            return new(RejectionCode.UnknownKind, $"kind is {(int)candidate.Kind}; this collector knows 1 to {(int)EventKind.Outcome}.");
        }

        if (candidate.Sequence == 0)
        {
            return new(RejectionCode.MissingField, "sequence is 0; number the client's events 1, 2, 3, …");
        }

        if (RequiredFields.FirstMissing(candidate) is { } missing)
        {
            return new(RejectionCode.MissingField, $"{missing} is empty; an event of the kind {candidate.Kind} needs it.");
        }

        return EventTimes.Fault(candidate.OccurredAt, clock, backfill)
            ?? NumberFault(candidate)
            ?? TextFault(candidate)
            ?? (candidate.PropertyCount == 0 ? null : PropertyValidator.Fault(candidate));
    }

    private static Fault? NumberFault(in WireEvent candidate)
    {
        if (candidate.Platform > Platform.Server)
        {
            return new(RejectionCode.InvalidValue, $"platform is {(int)candidate.Platform}; this collector knows 0 to {(int)Platform.Server}.");
        }

        if (candidate.ActorKind > ActorKind.Agent)
        {
            return new(RejectionCode.InvalidValue, $"actor_kind is {(int)candidate.ActorKind}; this collector knows 0 to {(int)ActorKind.Agent}.");
        }

        if (candidate.Quantity > EventLimits.MaxQuantity)
        {
            return new(RejectionCode.TooLarge, $"quantity is {candidate.Quantity}; the limit is {EventLimits.MaxQuantity}.");
        }

        if (candidate.DurationMilliseconds > EventLimits.MaxDurationMilliseconds)
        {
            return new(RejectionCode.TooLarge, $"duration_ms is {candidate.DurationMilliseconds}; the limit is {EventLimits.MaxDurationMilliseconds}.");
        }

        return double.IsFinite(candidate.Value) ? null : new(RejectionCode.InvalidValue, $"value is {candidate.Value}; it must be finite.");
    }

    private static Fault? TextFault(in WireEvent candidate) =>
        TextCheck.Fault("account_id", candidate.AccountId, EventLimits.MaxStringBytes)
        ?? TextCheck.Fault("user_id", candidate.UserId, EventLimits.MaxStringBytes)
        ?? TextCheck.Fault("feature", candidate.Feature, EventLimits.MaxStringBytes)
        ?? TextCheck.Fault("session_id", candidate.SessionId, EventLimits.MaxStringBytes);
}
