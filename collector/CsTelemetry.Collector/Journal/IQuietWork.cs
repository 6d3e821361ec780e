namespace CsTelemetry.Collector.Journal;

/// <summary>Work on the store that needs it quiet: no insert is under way and everything that was inserted has been audited.</summary>
internal interface IQuietWork
{
    /// <summary>Does what is due, for a few seconds at the most. A failure is the work's own to repeat.</summary>
    /// <param name="verifiedThrough">Every batch of the log up to this sequence is in the store, audited.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The sequence through which the log should be deleted soon; 0 if there is no hurry.</returns>
    public Task<long> WorkAsync(long verifiedThrough, CancellationToken cancellationToken);
}
