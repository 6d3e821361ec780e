using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Storing;

/// <summary>Says in a sentence what a rejection code means: the log keeps the code alone, and who sent the event was told more.</summary>
internal static class RejectionReasons
{
    public static string Of(RejectionCode code) => code switch
    {
        RejectionCode.UnknownKind => "Its kind is not known; set `kind`.",
        RejectionCode.MissingField => "A field that its kind requires is empty.",
        RejectionCode.TooLarge => "A string, a number of properties or a number is over its limit.",
        RejectionCode.InvalidValue => "A string holds control characters, a number is not finite, a property key comes twice, or an enum's number is unknown.",
        RejectionCode.TooLate => "It happened longer ago than the collector accepts; a key with the scope `backfill` lifts that.",
        RejectionCode.TooEarly => "It happened in the future by the collector's clock.",
        RejectionCode.NotUtf8 => "A string is not UTF-8.",
        RejectionCode.ClockSkewed => "By the client's own clock it happened after it was sent.",
        RejectionCode.CardinalityExceeded => "A feature, a property key or a part of the source is new, and the tenant has used as many as it may.",
        _ => $"It was rejected with the code {(int)code}.",
    };
}
