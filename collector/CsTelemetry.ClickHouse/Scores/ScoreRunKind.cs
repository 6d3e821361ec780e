namespace CsTelemetry.ClickHouse.Scores;

/// <summary>Says why a run was made. The numbers are those of the table.</summary>
public enum ScoreRunKind
{
    /// <summary>All accounts, with a basis of its own.</summary>
    Full = 1,

    /// <summary>The accounts of which something changed, on the basis of an earlier run.</summary>
    Changed = 2,

    /// <summary>All accounts, 72 hours after the day's end, for good.</summary>
    Freeze = 3,

    /// <summary>All accounts of a day that was long over.</summary>
    Backfill = 4,
}
