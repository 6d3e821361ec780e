namespace CsTelemetry.Benchmarks.Scores;

/// <summary>How large the portfolio is, and how much of the past is filled in.</summary>
/// <param name="Accounts">Accounts, 1 to 16 people each.</param>
/// <param name="Features">Features, the first ones used most.</param>
/// <param name="Months">Months of use.</param>
/// <param name="BackfillRuns">How many days of the past are filled in; 0 for all of the default: 28 days and the Sundays of 52 weeks.</param>
internal sealed record ScoresOptions(int Accounts, int Features, int Months, int BackfillRuns);
