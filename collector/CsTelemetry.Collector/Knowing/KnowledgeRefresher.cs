using CsTelemetry.ClickHouse;

namespace CsTelemetry.Collector.Knowing;

/// <summary>Hears what other collectors have written, until it is told to stop.</summary>
internal sealed class KnowledgeRefresher(KnowledgeBook book, KnowledgeOptions options, KnowledgeMetrics metrics, TimeProvider time, ILogger<KnowledgeRefresher> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.RefreshInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RefreshAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await book.RefreshAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is ClickHouseException or InvalidDataException)
        {
            metrics.Failed("refresh");
            Log.NotRefreshed(logger, exception);
        }
    }
}
