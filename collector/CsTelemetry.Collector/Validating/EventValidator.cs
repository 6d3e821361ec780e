using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Validating;

/// <summary>Decides on one event: null, or why it is not accepted. Pure.</summary>
internal static class EventValidator
{
    /// <param name="candidate">The event.</param>
    /// <param name="now">The collector's clock.</param>
    /// <param name="backfill">Whether the key lifts the limit on late events.</param>
    public static (RejectionCode Code, string Message)? Fault(UsageEvent candidate, DateTimeOffset now, bool backfill)
    {
        if (!Enum.IsDefined(candidate.Kind))
        {
            return (RejectionCode.UnknownKind, $"kind is {(int)candidate.Kind}; this collector knows 1 to {(int)EventKind.Outcome}.");
        }

        if (candidate.Sequence == 0)
        {
            return (RejectionCode.MissingField, "sequence is 0; number the client's events 1, 2, 3, …");
        }

        if (RequiredFields.FirstMissing(candidate) is { } missing)
        {
            return (RejectionCode.MissingField, $"{missing} is empty; an event of the kind {candidate.Kind} needs it.");
        }

        return TimeFault(candidate.OccurredAt, now, backfill)
            ?? NumberFault(candidate)
            ?? TextFault(candidate)
            ?? PropertyFault(candidate.Properties);
    }

    private static (RejectionCode, string)? TimeFault(DateTimeOffset occurredAt, DateTimeOffset now, bool backfill)
    {
        if (occurredAt > now + EventLimits.MaxAhead)
        {
            return (RejectionCode.TooEarly, $"occurred_at is {occurredAt:O}, {(occurredAt - now).TotalMinutes:F0} minutes ahead of the collector's clock; the limit is {EventLimits.MaxAhead.TotalMinutes:F0} minutes. Check the client's clock.");
        }

        var oldest = backfill ? EventLimits.Earliest : now - EventLimits.MaxAge;
        return occurredAt < oldest
            ? (RejectionCode.TooLate, $"occurred_at is {occurredAt:O}; the oldest accepted is {oldest:O}. History is replayed with a key of the scope `backfill`.")
            : null;
    }

    private static (RejectionCode, string)? NumberFault(UsageEvent candidate)
    {
        if (!Enum.IsDefined(candidate.Platform))
        {
            return (RejectionCode.InvalidValue, $"platform is {(int)candidate.Platform}; this collector knows 0 to {(int)Platform.Server}.");
        }

        if (!Enum.IsDefined(candidate.ActorKind))
        {
            return (RejectionCode.InvalidValue, $"actor_kind is {(int)candidate.ActorKind}; this collector knows 0 to {(int)ActorKind.Agent}.");
        }

        if (candidate.Quantity > EventLimits.MaxQuantity)
        {
            return (RejectionCode.TooLarge, $"quantity is {candidate.Quantity}; the limit is {EventLimits.MaxQuantity}.");
        }

        if (candidate.DurationMilliseconds > EventLimits.MaxDurationMilliseconds)
        {
            return (RejectionCode.TooLarge, $"duration_ms is {candidate.DurationMilliseconds}; the limit is {EventLimits.MaxDurationMilliseconds}.");
        }

        return double.IsFinite(candidate.Value) ? null : (RejectionCode.InvalidValue, $"value is {candidate.Value}; it must be finite.");
    }

    private static (RejectionCode, string)? TextFault(UsageEvent candidate) =>
        TextCheck.Fault("account_id", candidate.AccountId, EventLimits.MaxStringBytes)
        ?? TextCheck.Fault("user_id", candidate.UserId, EventLimits.MaxStringBytes)
        ?? TextCheck.Fault("feature", candidate.Feature, EventLimits.MaxStringBytes)
        ?? TextCheck.Fault("session_id", candidate.SessionId, EventLimits.MaxStringBytes);

    private static (RejectionCode, string)? PropertyFault(IReadOnlyList<EventProperty> properties)
    {
        if (properties.Count > EventLimits.MaxPropertyCount)
        {
            return (RejectionCode.TooLarge, $"properties has {properties.Count} entries; the limit is {EventLimits.MaxPropertyCount}.");
        }

        for (var i = 0; i < properties.Count; i++)
        {
            if (OnePropertyFault(properties, i) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static (RejectionCode, string)? OnePropertyFault(IReadOnlyList<EventProperty> properties, int index)
    {
        var property = properties[index];
        if (property.Key.Length == 0)
        {
            return (RejectionCode.MissingField, $"properties[{index}].key is empty.");
        }

        for (var earlier = 0; earlier < index; earlier++)
        {
            if (properties[earlier].Key == property.Key)
            {
                return (RejectionCode.InvalidValue, $"properties[{index}].key is \"{property.Key}\", as properties[{earlier}].key is; a key comes once.");
            }
        }

        return property.Type switch
        {
            PropertyType.Missing => (RejectionCode.MissingField, $"properties[{index}].value is not set."),
            PropertyType.Number when !IsFinite(property.Value) => (RejectionCode.InvalidValue, $"properties[{index}].value is {property.Value}; it must be finite."),
            _ => TextCheck.Fault($"properties[{index}].key", property.Key, EventLimits.MaxStringBytes)
                ?? TextCheck.Fault($"properties[{index}].value", property.Value, EventLimits.MaxPropertyValueBytes),
        };
    }

    private static bool IsFinite(string number) => char.IsAsciiDigit(number[^1]);
}
