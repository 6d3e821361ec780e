namespace CsTelemetry.Adoption.Scoring;

/// <summary>Holds what is kept of an account when its score has been computed. Immutable.</summary>
/// <param name="AccountId">The account's id.</param>
/// <param name="Measures">The numbers that the score is made of.</param>
public sealed record RecalledAccount(string AccountId, AccountMeasures Measures)
{
    /// <summary>Gets the plan as of the day; null when unknown.</summary>
    public string? Plan { get; init; }

    /// <summary>Gets the last day on which the account's SDK was heard; null when heartbeats are not tracked.</summary>
    public DateOnly? LastHeartbeat { get; init; }

    /// <summary>Gets whether an operator took the account out of scoring.</summary>
    public bool Excluded { get; init; }

    /// <summary>Gets the jackknife standard error in points; null when there was none.</summary>
    public double? StandardError { get; init; }
}
