using CsTelemetry.Buffering;

namespace CsTelemetry.Wire;

/// <summary>Says why an event was not taken: the reason that is counted, the field, and what is wrong with it. The default is no fault.</summary>
internal readonly record struct EventFault(DropReason Reason, string Field, string Problem)
{
    /// <summary>The event would fit into an empty batch; not a reason to drop it.</summary>
    public static EventFault NoRoom => new(DropReason.None, "event", "does not fit into what is left of the batch");

    public static EventFault Empty(string field) => new(DropReason.Invalid, field, "is empty");

    public static EventFault Of(WriteFailure failure, string field, int limitBytes) => failure switch
    {
        WriteFailure.TooLong => new(DropReason.TooLarge, field, limitBytes == EventRules.MaxStringBytes
            ? "has more than 256 bytes of UTF-8" : "has more than 1024 bytes of UTF-8"),
        WriteFailure.NotUnicode => new(DropReason.Invalid, field, "holds half a surrogate pair"),
        _ => NoRoom,
    };
}
