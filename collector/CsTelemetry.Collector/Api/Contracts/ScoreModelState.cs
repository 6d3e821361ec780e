namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>What a version of the score model is for.</summary>
internal enum ScoreModelState
{
    /// <summary>It is being worked on.</summary>
    Draft,

    /// <summary>It is computed beside the one in force.</summary>
    Shadow,

    /// <summary>It is in force, and is never changed.</summary>
    Published,

    /// <summary>Another one was published after it.</summary>
    Retired,
}
