namespace CsTelemetry.Client.Contracts;

/// <summary>Distinct humans with a value event in windows of complete days that end with the day asked for.</summary>
/// <param name="Dau">Active users of 1 day.</param>
/// <param name="Wau">Active users of 7 days.</param>
/// <param name="Mau">Active users of 28 days.</param>
/// <param name="Stickiness">The mean of the 28 daily active users divided by MAU, 0 to 1; null when MAU is 0.</param>
public sealed record ActiveUsers(long Dau, long Wau, long Mau, double? Stickiness);
