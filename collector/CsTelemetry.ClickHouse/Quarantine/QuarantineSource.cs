namespace CsTelemetry.ClickHouse.Quarantine;

/// <summary>The program that reported an event; empty strings where it did not say.</summary>
public sealed record QuarantineSource(string Sdk, string Application, string ApplicationVersion, string Environment);
