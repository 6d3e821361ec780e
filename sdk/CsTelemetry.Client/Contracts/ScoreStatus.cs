namespace CsTelemetry.Client.Contracts;

/// <summary>How final a score is.</summary>
public enum ScoreStatus
{
    /// <summary>One that a newer collector knows and this version does not. Never sent.</summary>
    Unknown,

    /// <summary>Its day ended less than 72 hours before; late events may still change it.</summary>
    Provisional,

    /// <summary>The score of its day that reports are made from.</summary>
    Frozen,

    /// <summary>A frozen day was computed again, because events or knowledge came late.</summary>
    Restatement,

    /// <summary>The day was long over when it was computed first.</summary>
    Backfill,
}
