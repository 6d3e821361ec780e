namespace CsTelemetry.Exporting;

/// <summary>Carries one message to a method of the collector and brings the answer back. Safe for concurrent calls.</summary>
internal interface ICallTransport : IDisposable
{
    /// <summary>
    /// Makes one call, bounded in time. Expected failures are results. When it returns, nobody reads
    /// <paramref name="frame"/> any more.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="frame">The message behind the five bytes of gRPC's header, uncompressed.</param>
    /// <param name="abort">Ends the call.</param>
    /// <exception cref="OperationCanceledException"><paramref name="abort"/> was cancelled.</exception>
    public Task<CallOutcome> CallAsync(CollectorMethod method, ReadOnlyMemory<byte> frame, CancellationToken abort);
}
