namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>
/// How well the version would have foretold who is lost, beside the version in force, on the same account-month-ends of a sample of the tenant's own history: the newest 12
/// month-ends whose outcome is known, at most 1,000 accounts and 200,000 rows of use. Lost is who is silent in days 15 to 104 after, or has at least 20 % fewer seats. Seats,
/// plans and entitlements are those that hold for each month-end by what is known now. `collector validate` asks the whole history.
/// </summary>
/// <param name="Reason">Why there are no numbers, such as too short a history; null when there are.</param>
/// <param name="FromMonthEnd">The first month-end; null without one.</param>
/// <param name="ToMonthEnd">The last one; null without one.</param>
/// <param name="MonthEndCount">How many month-ends were looked at.</param>
/// <param name="AccountCount">How many accounts both versions score at any of them.</param>
/// <param name="AccountMonthCount">How many account-month-ends both score.</param>
/// <param name="LostCount">How many of them were lost.</param>
/// <param name="Resamples">How many resamples of accounts the intervals are of.</param>
/// <param name="InForce">The version in force; null without numbers.</param>
/// <param name="Draft">The version that was asked about; null without numbers.</param>
/// <param name="AucLead">Its AUC less that of the version in force; null without numbers.</param>
internal sealed record ScoreModelBackTest(
    string? Reason,
    DateOnly? FromMonthEnd,
    DateOnly? ToMonthEnd,
    int MonthEndCount,
    int AccountCount,
    int AccountMonthCount,
    int LostCount,
    int Resamples,
    ScoreModelEvidence? InForce,
    ScoreModelEvidence? Draft,
    EstimatedNumber? AucLead);
