using System.Diagnostics;
using CsTelemetry.LoadGenerator.Load;
using CsTelemetry.LoadGenerator.Sending;

namespace CsTelemetry.LoadGenerator.Fairness;

/// <summary>A tenant that sends few small batches, evenly, one at a time on each of a few connections.</summary>
internal sealed class QuietTenant(IReadOnlyList<Connection> connections, BatchTemplate template, ulong client)
{
    private const double BatchesPerSecond = 50;

    private long _nextBatch;
    private long _rejects;

    /// <summary>Gets how many batches were not accepted whole, for whatever reason.</summary>
    public long Rejects => Interlocked.Read(ref _rejects);

    /// <summary>Sends for so long.</summary>
    /// <returns>The time from sending to acknowledgement of each batch.</returns>
    public async Task<List<TimeSpan>> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var pace = new Pace(BatchesPerSecond);
        var workers = connections.Select(connection => Task.Run(() => WorkAsync(connection, pace, started, duration, cancellationToken), cancellationToken));
        return [.. (await Task.WhenAll(workers)).SelectMany(times => times)];
    }

    private async Task<List<TimeSpan>> WorkAsync(Connection connection, Pace pace, long started, TimeSpan duration, CancellationToken cancellationToken)
    {
        List<TimeSpan> times = [];
        var bytes = new byte[template.FrameBytes];
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            await pace.TurnAsync(cancellationToken);
            var number = Interlocked.Increment(ref _nextBatch);
            template.WriteTo(bytes, client, (ulong)number, ((ulong)(number - 1) * (ulong)template.EventCount) + 1, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            var sent = Stopwatch.GetTimestamp();
            var answer = await connection.PublishAsync(bytes, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(sent));
            Interlocked.Add(ref _rejects, answer.Response?.AcceptedCount == template.EventCount ? 0 : 1);
        }

        return times;
    }
}
