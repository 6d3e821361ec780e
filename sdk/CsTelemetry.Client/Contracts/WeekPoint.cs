namespace CsTelemetry.Client.Contracts;

/// <summary>One week block of a trend: seven complete days.</summary>
/// <param name="WeekEnding">The block's last day.</param>
/// <param name="ActiveUsers">Distinct humans with a value event in the block.</param>
/// <param name="Uses">Value events in the block.</param>
public sealed record WeekPoint(DateOnly WeekEnding, long ActiveUsers, long Uses);
