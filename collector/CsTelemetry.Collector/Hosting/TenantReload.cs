using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Hosting;

/// <summary>
/// Puts changed settings of tenants in force while the collector runs. The configuration is read and checked as a whole;
/// if anything in it is wrong, none of it is taken and what was in force stays. Other sections count from the next start.
/// </summary>
internal sealed class TenantReload(ConfigurationFiles files, TenantDirectory tenants, TenancyMetrics metrics, TimeProvider time, ILogger<TenantReload> logger)
    : BackgroundService
{
    /// <summary>How often it looks: every two seconds.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private string _mark = files.Mark();

    /// <summary>Looks once.</summary>
    public void Look()
    {
        var mark = files.Mark();
        if (mark == _mark)
        {
            return;
        }

        _mark = mark;
        try
        {
            using var configuration = files.Read();
            var settings = CollectorSettings.Read(configuration);
            tenants.Replace(settings.Tenants);
            metrics.Reloaded("tenants", taken: true);
            Log.TenantsReloaded(logger, settings.Tenants.Count);
        }
        catch (Exception exception) when (exception is InvalidOperationException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            metrics.Reloaded("tenants", taken: false);
            Log.TenantsNotReloaded(logger, exception.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Look();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
    }
}
