namespace CsTelemetry.Collector.Admitting;

/// <summary>How much may be on its way into the log, and how much may wait for that.</summary>
internal sealed record TurnLimits
{
    /// <summary>A batch counts for at least this many bytes: small ones cost, too. 4 KiB.</summary>
    public const int MinCostBytes = 4 * 1024;

    /// <summary>Gets the most bytes under way of all tenants together. Default 8 MiB: two group commits; never less than the largest batch.</summary>
    public long MaxRunningBytes { get; init; } = 8L << 20;

    /// <summary>Gets the most batches under way of all tenants together. Default 256.</summary>
    public int MaxRunningCount { get; init; } = 256;

    /// <summary>Gets the most bytes that wait, of all tenants together. Default 32 MiB.</summary>
    public long MaxWaitingBytes { get; init; } = 32L << 20;

    /// <summary>Gets the most batches that wait, of all tenants together. Default 1,024.</summary>
    public int MaxWaitingCount { get; init; } = 1024;

    /// <summary>Gets how many bytes a tenant of weight 1 gets at its turn. Default 64 KiB.</summary>
    public int QuantumBytes { get; init; } = 64 * 1024;
}
