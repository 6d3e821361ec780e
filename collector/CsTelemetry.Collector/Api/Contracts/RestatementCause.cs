namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>Why a score was restated, as far as the stored rows tell.</summary>
internal enum RestatementCause
{
    /// <summary>Use came late: more is counted than was when the score was stated.</summary>
    LateEvents,

    /// <summary>Something was told of product or customers that holds for the past: seats, plan, entitlements, contract start, whose use counts.</summary>
    Knowledge,

    /// <summary>Less use is counted, and somebody of the tenant was erased in between.</summary>
    Erasure,

    /// <summary>Core features or targets of the day were taken anew, because many of its accounts changed.</summary>
    Targets,

    /// <summary>An earlier week was restated, and with it what the band follows from.</summary>
    Band,
}
