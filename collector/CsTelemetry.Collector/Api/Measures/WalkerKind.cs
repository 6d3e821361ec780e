namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Who comes back, or walks.</summary>
internal enum WalkerKind
{
    User,
    Account,
}
