using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Writes down every minute, and at the end, when keys were last used.</summary>
internal sealed class KeyUsageService(KeyUsage usage, KeyUsageFile file, TimeProvider time, ILogger<KeyUsageService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        usage.Restore(file.Load());
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Save();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Save();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private void Save()
    {
        try
        {
            if (usage.TakeChanged() is { } changed)
            {
                file.Save(changed);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk must not end the collector over a hint; the next change writes it again.
            Log.KeyUsageNotSaved(logger, exception);
        }
    }
}
