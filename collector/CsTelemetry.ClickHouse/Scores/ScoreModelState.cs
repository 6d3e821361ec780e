namespace CsTelemetry.ClickHouse.Scores;

/// <summary>Says what a version of the score model is for. The numbers are those of the table.</summary>
public enum ScoreModelState
{
    /// <summary>It is being worked on.</summary>
    Draft = 1,

    /// <summary>It is computed beside the published one, and is no longer changed.</summary>
    Shadow = 2,

    /// <summary>It makes the scores that are served. It is never changed.</summary>
    Published = 3,

    /// <summary>Another one was published after it. It can still be asked for.</summary>
    Retired = 4,
}
