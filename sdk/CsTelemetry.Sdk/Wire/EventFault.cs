using CsTelemetry.Buffering;

namespace CsTelemetry.Wire;

/// <summary>
/// Says why an event was not taken: the reason that is counted, the field, and what is wrong with it. The default is no
/// fault. Three bytes, so that handing it up costs the Track calls nothing.
/// </summary>
internal readonly record struct EventFault(DropReason Reason, EventField Field, EventProblem Problem)
{
    /// <summary>The event would fit into an empty batch; not a reason to drop it.</summary>
    public static EventFault NoRoom => new(DropReason.None, EventField.Event, EventProblem.NoRoom);

    public static EventFault Invalid(EventField field, EventProblem problem) => new(DropReason.Invalid, field, problem);

    public static EventFault Of(WriteFailure failure, EventField field) => failure switch
    {
        WriteFailure.TooLong => new(DropReason.TooLarge, field, EventProblem.TooLong),
        WriteFailure.NotUnicode => new(DropReason.Invalid, field, EventProblem.NotUnicode),
        _ => NoRoom,
    };

    /// <summary>Gives the field as the contract calls it.</summary>
    public string FieldName() => Field switch
    {
        EventField.AccountId => "account_id",
        EventField.UserId => "user_id",
        EventField.Feature => "feature",
        EventField.SessionId => "session_id",
        EventField.Platform => "platform",
        EventField.ActorKind => "actor_kind",
        EventField.Quantity => "quantity",
        EventField.Value => "value",
        EventField.Duration => "duration",
        EventField.Properties => "properties",
        EventField.PropertyKey => "property key",
        EventField.PropertyValue => "property value",
        EventField.Buffer => "the buffer",
        _ => "the event",
    };

    /// <summary>Gives the problem as the end of a sentence that begins with the field.</summary>
    public string ProblemText() => Problem switch
    {
        EventProblem.Empty => "is empty",
        EventProblem.TooLong => Field == EventField.PropertyValue ? "has more than 1024 bytes of UTF-8" : "has more than 256 bytes of UTF-8",
        EventProblem.TooMany => "are more than 32",
        EventProblem.TooLarge => "is larger than MaxEventBytes",
        EventProblem.NotUnicode => "holds half a surrogate pair",
        EventProblem.NotFinite => "is not finite",
        EventProblem.Negative => "is negative",
        EventProblem.Unknown => "has a number that the contract does not know",
        EventProblem.Repeated => "comes twice",
        EventProblem.Full => "is full (MaxBufferEvents or MaxBufferBytes)",
        EventProblem.NoConsent => "may not be reported without consent",
        EventProblem.AfterDisposal => "came after the client was disposed",
        _ => "could not be written because of a bug in the SDK",
    };
}
