namespace CsTelemetry.Collector.Querying;

/// <summary>The last day on which a program reported anything of an account.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Application">The program's name; empty when it did not say.</param>
/// <param name="Environment">Where it runs; empty when it did not say.</param>
/// <param name="LastDay">The day.</param>
internal readonly record struct SenderDay(string AccountId, string Application, string Environment, DateOnly LastDay);
