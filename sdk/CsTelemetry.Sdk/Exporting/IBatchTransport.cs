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

    /// <summary>Makes one attempt, bounded in time, to order that a user be forgotten. Repeating it is harmless.</summary>
    /// <param name="userId">The user as events name them: 1 to 256 bytes of UTF-8.</param>
    /// <param name="accountId">The account, at most 256 bytes of UTF-8; null or empty for all.</param>
    /// <param name="abort">Ends the attempt.</param>
    /// <exception cref="OperationCanceledException"><paramref name="abort"/> was cancelled.</exception>
    public Task<ForgetAttempt> ForgetAsync(string userId, string? accountId, CancellationToken abort);
}
