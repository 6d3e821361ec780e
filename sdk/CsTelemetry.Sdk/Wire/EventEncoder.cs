using CsTelemetry.Buffering;

namespace CsTelemetry.Wire;

/// <summary>Writes one event, tag and length included, and finds what is wrong with it on the way.</summary>
internal static class EventEncoder
{
    /// <summary>Writes the event into <paramref name="room"/>.</summary>
    /// <returns>The bytes written; 0 when <paramref name="fault"/> says why not.</returns>
    public static int Encode(
        Span<byte> room,
        EventKind kind,
        ulong sequence,
        long occurredAtUnixMs,
        string? feature,
        string? accountId,
        string? userId,
        in EventDetails details,
        out EventFault fault)
    {
        var writer = new ProtoWriter(room);
        // An event without properties is mostly shorter than 128 bytes, and one with them longer.
        var width = details.Properties.IsEmpty ? 1 : 2;
        if (!writer.TryOpen(Tags.BatchEvent, width, out var start)
            || !writer.TryVarint(Tags.EventKind, (ulong)kind)
            || !writer.TryFixed64(Tags.EventSequence, sequence)
            || !writer.TryFixed64(Tags.EventOccurredAt, (ulong)occurredAtUnixMs))
        {
            fault = EventFault.NoRoom;
            return 0;
        }

        var required = EventRules.Required(kind);
        if (!TryText(ref writer, Tags.EventAccount, accountId, EventField.AccountId, (required & RequiredFields.Account) != 0, out fault)
            || !TryText(ref writer, Tags.EventUser, userId, EventField.UserId, (required & RequiredFields.User) != 0, out fault)
            || !TryText(ref writer, Tags.EventFeature, feature, EventField.Feature, (required & RequiredFields.Feature) != 0, out fault)
            || !TryDetails(ref writer, in details, out fault)
            || !PropertyEncoder.TryWrite(ref writer, details.Properties, out fault))
        {
            return 0;
        }

        if (!writer.TryClose(start, width))
        {
            fault = EventFault.NoRoom;
            return 0;
        }

        return writer.Position;
    }

    private static bool TryText(ref ProtoWriter writer, byte tag, string? value, EventField field, bool required, out EventFault fault)
    {
        fault = default;
        if (string.IsNullOrEmpty(value))
        {
            if (required)
            {
                fault = EventFault.Invalid(field, EventProblem.Empty);
            }

            return !required;
        }

        if (writer.TryString(tag, value, EventRules.MaxStringBytes))
        {
            return true;
        }

        fault = EventFault.Of(writer.Failure, field);
        return false;
    }

    private static bool TryDetails(ref ProtoWriter writer, in EventDetails details, out EventFault fault)
    {
        fault = Check(in details);
        if (fault.Reason != DropReason.None || !TryText(ref writer, Tags.EventSession, details.SessionId, EventField.SessionId, false, out fault))
        {
            return false;
        }

        if (TryNumber(ref writer, Tags.EventPlatform, (ulong)details.Platform)
            && TryNumber(ref writer, Tags.EventActor, (ulong)details.ActorKind)
            && TryNumber(ref writer, Tags.EventQuantity, (ulong)details.Quantity)
            && (details.Value == 0 || writer.TryFixed64(Tags.EventValue, BitConverter.DoubleToUInt64Bits(details.Value)))
            && TryNumber(ref writer, Tags.EventDuration, (ulong)(details.Duration.Ticks / TimeSpan.TicksPerMillisecond)))
        {
            return true;
        }

        fault = EventFault.NoRoom;
        return false;
    }

    // Proto3 leaves zeros out.
    private static bool TryNumber(ref ProtoWriter writer, byte tag, ulong value) => value == 0 || writer.TryVarint(tag, value);

    private static EventFault Check(in EventDetails details)
    {
        if (!double.IsFinite(details.Value))
        {
            return EventFault.Invalid(EventField.Value, EventProblem.NotFinite);
        }

        if (details.Quantity < 0)
        {
            return EventFault.Invalid(EventField.Quantity, EventProblem.Negative);
        }

        if (details.Duration < TimeSpan.Zero)
        {
            return EventFault.Invalid(EventField.Duration, EventProblem.Negative);
        }

        if ((uint)details.Platform > (uint)Platform.Server)
        {
            return EventFault.Invalid(EventField.Platform, EventProblem.Unknown);
        }

        return (uint)details.ActorKind > (uint)ActorKind.Agent ? EventFault.Invalid(EventField.ActorKind, EventProblem.Unknown) : default;
    }
}
