namespace CsTelemetry.Collector.Journal;

/// <summary>Lets several works have their turn, one after the other.</summary>
internal sealed class QuietWorks(params IReadOnlyList<IQuietWork> works) : IQuietWork
{
    public async Task<long> WorkAsync(long verifiedThrough, CancellationToken cancellationToken)
    {
        var toDelete = 0L;
        foreach (var work in works)
        {
            toDelete = Math.Max(toDelete, await work.WorkAsync(verifiedThrough, cancellationToken));
        }

        return toDelete;
    }
}
