namespace CsTelemetry.ClickHouse.Scores;

/// <summary>Is one run as it is stored: what its rows were computed from. Immutable.</summary>
public sealed record ScoreRun
{
    /// <summary>Gets the day that had age 0.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Gets its id: microseconds since 1970 when it began; greater ids are newer.</summary>
    public required ulong Id { get; init; }

    /// <summary>Gets why it was made.</summary>
    public required ScoreRunKind Kind { get; init; }

    /// <summary>Gets when it began.</summary>
    public required DateTimeOffset ComputedAt { get; init; }

    /// <summary>Gets when all its rows were stored.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Gets the hash of the model.</summary>
    public required string ModelHash { get; init; }

    /// <summary>Gets the version of the model.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>Gets the run that made the basis.</summary>
    public required ulong BasisRun { get; init; }

    /// <summary>Gets core features and targets as JSON; empty when another run made them.</summary>
    public required string Basis { get; init; }

    /// <summary>Gets the number of the newest change of the knowledge that it used.</summary>
    public required long KnowledgeVersion { get; init; }

    /// <summary>Gets when that was known.</summary>
    public required DateTimeOffset KnownAt { get; init; }

    /// <summary>Gets which events it saw.</summary>
    public required LogHorizon Horizon { get; init; }

    /// <summary>Gets how many accounts it looked at.</summary>
    public required int AccountCount { get; init; }

    /// <summary>Gets how many rows it wrote.</summary>
    public required int RowCount { get; init; }
}
