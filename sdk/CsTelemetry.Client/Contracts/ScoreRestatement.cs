namespace CsTelemetry.Client.Contracts;

/// <summary>A score that was stated for good and is another now. Both stay stored.</summary>
/// <param name="AccountId">The account, in the tenant's own naming.</param>
/// <param name="AsOf">The complete day that both speak of.</param>
/// <param name="First">What was stated: when the day was frozen or, of a day long over, when it was first computed.</param>
/// <param name="Now">What is said now.</param>
/// <param name="Difference">The score now less the one stated, in points; null when either is missing.</param>
/// <param name="Causes">Why, as far as the stored rows tell.</param>
public sealed record ScoreRestatement(
    string AccountId, DateOnly AsOf, ScorePoint First, ScorePoint Now, double? Difference, IReadOnlyList<RestatementCause> Causes);
