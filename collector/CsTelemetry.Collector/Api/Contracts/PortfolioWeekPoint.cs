namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>One week block of the portfolio's trend: seven complete days.</summary>
/// <param name="WeekEnding">The block's last day.</param>
/// <param name="ActiveUsers">Distinct humans with a value event in the block.</param>
/// <param name="ActiveAccounts">Accounts with a value event in the block.</param>
/// <param name="Uses">Value events in the block.</param>
internal sealed record PortfolioWeekPoint(DateOnly WeekEnding, long ActiveUsers, long ActiveAccounts, long Uses);
