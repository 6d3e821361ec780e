using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Every account's score as of a day, with what the scores were computed from. Immutable.</summary>
internal sealed class Portfolio(PortfolioScores scores, DateTimeOffset computedAt, DateOnly? lastHeartbeat)
{
    private readonly Dictionary<string, AdoptionScore> _byAccount =
        scores.Scores.ToDictionary(score => score.AccountId, StringComparer.Ordinal);

    public PortfolioScores Scores { get; } = scores;

    public DateTimeOffset ComputedAt { get; } = computedAt;

    public DateOnly? LastHeartbeat { get; } = lastHeartbeat;

    /// <summary>Finds an account's score; null if the account had not been seen by that day.</summary>
    public AdoptionScore? Find(string accountId) => _byAccount.GetValueOrDefault(accountId);
}
