using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Makes digests of segments soon after they are full, so that the next start need not read them.</summary>
internal sealed class JournalDigester(WriteAheadLog log, JournalDigests digests, TimeProvider time, ILogger<JournalDigester> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                Update();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What has no digest is read at the next start.
        }
    }

    private void Update()
    {
        try
        {
            digests.Update(log);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // A start is slower without them, and as right.
            Log.DigestsNotMade(logger, exception);
        }
    }
}
