namespace CsTelemetry.ClickHouse.Scores;

/// <summary>Says how final a score row is. The numbers are those of the table.</summary>
public enum ScoreRowKind
{
    /// <summary>Its day ended less than 72 hours before: late events may still change it.</summary>
    Provisional = 1,

    /// <summary>The row of its day that reports are made from.</summary>
    Frozen = 2,

    /// <summary>A frozen day was computed again, because events or knowledge came late.</summary>
    Restatement = 3,

    /// <summary>The day was long over when it was computed first.</summary>
    Backfill = 4,
}
