namespace CsTelemetry.Collector.Journal;

/// <summary>Compares the store with what the log still holds of what was verified in it lately. In the store's quiet time only.</summary>
internal interface ILatelyVerified
{
    /// <summary>Counts the rows that the store no longer has, and sends them again if told to.</summary>
    /// <param name="first">The first day that counts.</param>
    /// <param name="last">The last one.</param>
    /// <param name="repair">Whether what differs is mended: missing rows are sent again under a new token, surplus ones removed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many rows were missing.</returns>
    /// <exception cref="IOException">Something is still wrong after the repair.</exception>
    public Task<long> AuditAsync(DateOnly first, DateOnly last, bool repair, CancellationToken cancellationToken);
}
