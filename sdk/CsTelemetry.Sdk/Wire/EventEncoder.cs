using CsTelemetry.Buffering;

namespace CsTelemetry.Wire;

/// <summary>Writes one event, tag and length included, and finds what is wrong with it on the way.</summary>
internal static class EventEncoder
{
    /// <summary>Writes the event into <paramref name="room"/>.</summary>
    /// <returns>The bytes written; 0 when <paramref name="fault"/> says why not.</returns>
    public static int Encode(Span<byte> room, in EventDraft draft, in EventDetails details, ulong sequence, long occurredAtUnixMs, out EventFault fault)
    {
        var writer = new ProtoWriter(room);
        // An event without properties is mostly shorter than 128 bytes, and one with them longer.
        var width = details.Properties.IsEmpty && draft.Inherited is null ? 1 : 2;
        if (!writer.TryOpen(Tags.BatchEvent, width, out var start)
            || !writer.TryVarint(Tags.EventKind, (ulong)draft.Kind)
            || !writer.TryFixed64(Tags.EventSequence, sequence)
            || !writer.TryFixed64(Tags.EventOccurredAt, (ulong)occurredAtUnixMs))
        {
            fault = EventFault.NoRoom;
            return 0;
        }

        if (!TryNames(ref writer, in draft, out fault)
            || !TryDetails(ref writer, in draft, in details, out fault)
            || !PropertyEncoder.TryWriteAll(ref writer, details.Properties, draft.Inherited, draft.Allowed, out fault))
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

    private static bool TryNames(ref ProtoWriter writer, in EventDraft draft, out EventFault fault)
    {
        var required = EventRules.Required(draft.Kind);
        return TryText(ref writer, Tags.EventAccount, draft.AccountId, null, EventField.AccountId, (required & RequiredFields.Account) != 0, out fault)
            && TryText(ref writer, Tags.EventUser, draft.UserId, draft.UserHash, EventField.UserId, (required & RequiredFields.User) != 0, out fault)
            && TryText(ref writer, Tags.EventFeature, draft.Feature, draft.FeatureName, EventField.Feature, (required & RequiredFields.Feature) != 0, out fault);
    }

    private static bool TryText(ref ProtoWriter writer, byte tag, string? value, TelemetryName? name, EventField field, bool required, out EventFault fault)
    {
        fault = default;
        if (name is not null)
        {
            fault = writer.TryBytes(tag, name.Utf8) ? default : EventFault.NoRoom;
            return fault.Problem == EventProblem.None;
        }

        if (string.IsNullOrEmpty(value))
        {
            if (required)
            {
                fault = EventFault.Invalid(field, EventProblem.Empty);
            }

            return !required;
        }

        if (writer.TryString(tag, value!, EventRules.MaxStringBytes))
        {
            return true;
        }

        fault = EventFault.Of(writer.Failure, field);
        return false;
    }

    private static bool TryDetails(ref ProtoWriter writer, in EventDraft draft, in EventDetails details, out EventFault fault)
    {
        var scope = draft.Scope;
        var platform = details.Platform != Platform.Unspecified || scope is null ? details.Platform : scope.Platform;
        var actor = details.ActorKind != ActorKind.Unspecified || scope is null ? details.ActorKind : scope.ActorKind;
        fault = Check(in details, platform, actor);
        if (fault.Reason != DropReason.None
            || !TryText(ref writer, Tags.EventSession, details.SessionId ?? scope?.SessionId, null, EventField.SessionId, false, out fault))
        {
            return false;
        }

        if (TryNumber(ref writer, Tags.EventPlatform, (ulong)platform)
            && TryNumber(ref writer, Tags.EventActor, (ulong)actor)
            && TryNumber(ref writer, Tags.EventQuantity, Quantity(in draft, in details))
            && (details.Value == 0 || writer.TryFixed64(Tags.EventValue, BitConverter.DoubleToUInt64Bits(details.Value)))
            && TryNumber(ref writer, Tags.EventDuration, (ulong)(details.Duration.Ticks / TimeSpan.TicksPerMillisecond)))
        {
            return true;
        }

        fault = EventFault.NoRoom;
        return false;
    }

    // A sampled use stands for those that were left out as well. The product is capped where the contract's number ends.
    private static ulong Quantity(in EventDraft draft, in EventDetails details) =>
        draft.SampledOut == 0 ? (ulong)details.Quantity : (ulong)(Math.Max(1L, details.Quantity) * Math.Min(draft.SampledOut + 1L, long.MaxValue / Math.Max(1L, details.Quantity)));

    // Proto3 leaves zeros out.
    private static bool TryNumber(ref ProtoWriter writer, byte tag, ulong value) => value == 0 || writer.TryVarint(tag, value);

    private static EventFault Check(in EventDetails details, Platform platform, ActorKind actor)
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

        if ((uint)platform > (uint)Platform.Server)
        {
            return EventFault.Invalid(EventField.Platform, EventProblem.Unknown);
        }

        return (uint)actor > (uint)ActorKind.Agent ? EventFault.Invalid(EventField.ActorKind, EventProblem.Unknown) : default;
    }
}
