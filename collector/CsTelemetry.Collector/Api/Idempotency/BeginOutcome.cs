namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>Whether a call may be made.</summary>
internal enum BeginOutcome
{
    Begun,

    /// <summary>The same call is being made.</summary>
    UnderWay,

    /// <summary>More calls with a key are under way than may be.</summary>
    TooMany,
}
