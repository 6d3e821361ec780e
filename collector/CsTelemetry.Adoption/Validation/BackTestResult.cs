namespace CsTelemetry.Adoption.Validation;

/// <summary>Says which of two versions would have foretold better who is lost. Immutable.</summary>
public sealed record BackTestResult
{
    /// <summary>Gets why there are no numbers, as a sentence; null when there are.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets the first month-end; null without one.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Gets the last month-end whose outcome is known; null without one.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Gets how many month-ends were looked at.</summary>
    public required int MonthEnds { get; init; }

    /// <summary>Gets the accounts that both versions scored at any of them.</summary>
    public required int Accounts { get; init; }

    /// <summary>Gets the account-month-ends that both scored.</summary>
    public required int Snapshots { get; init; }

    /// <summary>Gets how many of them were lost: silent in days 15 to 104 after, or with at least 20 % fewer seats.</summary>
    public required int Lost { get; init; }

    /// <summary>Gets the bootstrap's resamples of accounts.</summary>
    public required int Resamples { get; init; }

    /// <summary>Gets the version in force; null when there are no numbers.</summary>
    public BackTestSide? InForce { get; init; }

    /// <summary>Gets the version that was asked about; null when there are no numbers.</summary>
    public BackTestSide? Draft { get; init; }

    /// <summary>Gets the draft's AUC less that of the version in force, resampled together; null when there are no numbers.</summary>
    public Estimate? Lead { get; init; }
}
