using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Computes scores as long as the collector runs, if it is the one of its store that does.</summary>
internal sealed class ScoreService(
    ulong logId, TaskScheduler threads, ScoreRound round, ScoreRunner runner, StoredDays storedDays, ScoreKeeping keeping, ScoringOptions options, ScoreMetrics metrics, TimeProvider time, ILogger<ScoreService> logger)
    : BackgroundService
{
    // Collectors of one store know each other by their logs.
    private const int AliveSeconds = 30;
    private const int UnknownTable = 60;
    private const int UnknownDatabase = 81;
    private static readonly TimeSpan RenewInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);

    private long? _renewedAt;
    private bool? _isKeeper;
    private bool _hasRun;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(() => RunAsync(stoppingToken), stoppingToken, TaskCreationOptions.DenyChildAttach, threads).Unwrap();

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        if (!options.Enabled)
        {
            return;
        }

        var failures = 0;
        var hasMore = false;
        try
        {
            while (true)
            {
                await Task.Delay(hasMore ? TimeSpan.FromMilliseconds(1) : DelayAfter(failures), time, stoppingToken);
                hasMore = false;
                try
                {
                    hasMore = await IsKeeperAsync(stoppingToken) && await round.RunAsync(stoppingToken);
                    (failures, _hasRun) = (0, _hasRun || _isKeeper == true);
                }
                catch (ClickHouseException exception) when (exception.Code is UnknownTable or UnknownDatabase && !_hasRun)
                {
                    // The schema is still being made.
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    // Whatever is wrong with scores, events go on being taken.
                    failures++;
                    metrics.Failed();
                    Log.RoundFailed(logger, failures, exception);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A run that has not ended has not happened; the next start makes it again.
        }
    }

    private TimeSpan DelayAfter(int failures)
    {
        var delay = options.Interval * Math.Pow(2, Math.Min(failures, 10));
        return delay < LongestDelay ? delay : LongestDelay;
    }

    // The least log of those alive. While two think so of themselves they write the same rows: harmless, and over in seconds.
    private async Task<bool> IsKeeperAsync(CancellationToken cancellationToken)
    {
        if (_renewedAt is not { } at || time.GetElapsedTime(at) >= RenewInterval)
        {
            var keeps = await keeping.RenewAsync(logId, AliveSeconds, cancellationToken);
            _renewedAt = time.GetTimestamp();
            if (keeps != _isKeeper)
            {
                _isKeeper = keeps;
                storedDays.Forget();
                round.ForgetBacklog();
                runner.ForgetNewest();
                metrics.IsKeeper(keeps);
                if (keeps)
                {
                    Log.BecameKeeper(logger);
                }
                else
                {
                    Log.IsNotKeeper(logger);
                }
            }
        }

        return _isKeeper == true;
    }
}
