using System.Threading.Channels;

namespace CsTelemetry.Collector.Administering;

/// <summary>Work in steps, of which each is done while the store is quiet. Its steps are taken by the store's writer, its lines by who asked.</summary>
internal sealed class QuietJob(Func<CancellationToken, IAsyncEnumerable<AdministrationLine>> work, CancellationToken asker)
{
    private readonly Channel<AdministrationLine> _lines = Channel.CreateUnbounded<AdministrationLine>();
    private IAsyncEnumerator<AdministrationLine>? _steps;

    public ChannelReader<AdministrationLine> Lines => _lines.Reader;

    /// <summary>Does one step. False when there is no more, it failed, or nobody waits for it any longer.</summary>
    /// <param name="stopping">Ends a step half-way: only the collector's own end does, for a statement that is left alone could meet an insert.</param>
    public async Task<bool> StepAsync(CancellationToken stopping)
    {
        try
        {
            asker.ThrowIfCancellationRequested();
            _steps ??= work(stopping).GetAsyncEnumerator(stopping);
            if (await _steps.MoveNextAsync())
            {
                _lines.Writer.TryWrite(_steps.Current);
                return true;
            }

            _lines.Writer.TryComplete();
        }
        catch (Exception exception)
        {
            // Told to whoever asked; the store's writer has its own work to do.
            _lines.Writer.TryComplete(exception);
        }

        if (_steps is { } ended)
        {
            await ended.DisposeAsync();
        }

        return false;
    }
}
