using CsTelemetry.ClickHouse;

namespace CsTelemetry.Collector.Knowing.Learning;

/// <summary>Learns from events, until it is told to stop.</summary>
internal sealed class LearningService(KnowledgeLearner learner, KnowledgeOptions options, KnowledgeMetrics metrics, TimeProvider time, ILogger<LearningService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.LearnInterval, time);
        try
        {
            // At its start the store has no schema yet, as a rule.
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LearnAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private async Task LearnAsync(CancellationToken cancellationToken)
    {
        try
        {
            await learner.LearnAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is ClickHouseException or InvalidDataException)
        {
            metrics.Failed("learn");
            Log.NotLearned(logger, exception);
        }
    }
}
