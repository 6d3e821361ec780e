namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>What the comparison of the store with the generator's own count says.</summary>
internal sealed record Verdict
{
    /// <summary>Events of batches that were acknowledged.</summary>
    public required long Acknowledged { get; init; }

    /// <summary>Rows of the raw table.</summary>
    public required long Raw { get; init; }

    /// <summary>Events that the rollup counts.</summary>
    public required long Rollup { get; init; }

    /// <summary>Events of acknowledged batches that are not stored, and the missing ones of batches stored in part.</summary>
    public required long Lost { get; init; }

    /// <summary>Events stored more often than once, each further time counted, and events that were never sent.</summary>
    public required long Doubled { get; init; }

    /// <summary>Accounts, kinds and days whose number of events is not what was sent or differs between raw and rollup, in words.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    public bool IsGood => Lost == 0 && Doubled == 0 && Raw == Rollup && Differences.Count == 0;
}
