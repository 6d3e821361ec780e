using CsTelemetry.ClickHouse;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Looks again and again for what other collectors have left in the store that they share: at the start, then after each interval.</summary>
internal abstract class StoreWatch(TimeSpan interval, TimeProvider time) : BackgroundService
{
    protected TimeProvider Time => time;

    /// <summary>Looks once.</summary>
    /// <exception cref="ClickHouseException">The store does not answer.</exception>
    public abstract Task LookAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            do
            {
                await TryAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    /// <summary>Tells that the store did not answer. What is known stays, and the next look asks again; `/readyz` says why.</summary>
    protected abstract void NotAsked(ClickHouseException exception);

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
        }
        catch (ClickHouseException exception)
        {
            NotAsked(exception);
        }
    }
}
