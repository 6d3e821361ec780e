namespace CsTelemetry.Exporting;

/// <summary>Carries one batch to the collector and brings the answer back.</summary>
internal interface IBatchTransport : IDisposable
{
    /// <summary>
    /// Makes one attempt, bounded in time. Expected failures are results. When it returns, nobody reads
    /// <paramref name="frame"/> any more.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="abort"/> was cancelled.</exception>
    public Task<AttemptResult> SendAsync(ReadOnlyMemory<byte> frame, CancellationToken abort);
}
