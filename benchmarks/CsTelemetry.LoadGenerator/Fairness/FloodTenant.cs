using CsTelemetry.LoadGenerator.Load;
using CsTelemetry.LoadGenerator.Sending;

namespace CsTelemetry.LoadGenerator.Fairness;

/// <summary>A tenant that sends far more than its quota, and heeds no delay that it is told.</summary>
internal sealed class FloodTenant(IReadOnlyList<Connection> connections, IReadOnlyList<BatchTemplate> templates, ulong client)
{
    private const int WorkersPerConnection = 16;

    private long _nextBatch;
    private long _refused;
    private long _withoutRetryInfo;
    private long _unanswered;

    public long Sent => Interlocked.Read(ref _nextBatch);

    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Gets how many calls broke off without any status; what became of the batch is not known.</summary>
    public long Unanswered => Interlocked.Read(ref _unanswered);

    public long RefusedWithoutRetryInfo => Interlocked.Read(ref _withoutRetryInfo);

    /// <param name="eventsPerSecond">How many it offers; null for as many as are answered.</param>
    /// <param name="stop">Ends it; returns when the last answer is there.</param>
    public Task RunAsync(double? eventsPerSecond, CancellationToken stop)
    {
        var pace = eventsPerSecond is { } rate ? new Pace(rate / templates[0].EventCount) : null;
        return Task.WhenAll(connections.SelectMany(connection =>
            Enumerable.Range(0, WorkersPerConnection).Select(_ => Task.Run(() => WorkAsync(connection, pace, stop), CancellationToken.None))));
    }

    private async Task WorkAsync(Connection connection, Pace? pace, CancellationToken stop)
    {
        var bytes = new byte[templates.Max(template => template.FrameBytes)];
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await (pace?.TurnAsync(stop) ?? Task.CompletedTask);
                await SendAsync(connection, bytes);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private async Task SendAsync(Connection connection, byte[] bytes)
    {
        var number = Interlocked.Increment(ref _nextBatch);
        var template = templates[(int)(number % templates.Count)];
        template.WriteTo(bytes, client, (ulong)number, ((ulong)(number - 1) * (ulong)template.EventCount) + 1, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var answer = await connection.PublishAsync(bytes.AsMemory(0, template.FrameBytes), CancellationToken.None);
        if (answer.Status == Answer.None.Status)
        {
            Interlocked.Increment(ref _unanswered);
        }
        else if (answer.Response is null)
        {
            Interlocked.Increment(ref _refused);
            Interlocked.Add(ref _withoutRetryInfo, answer.RetryAfter is null ? 1 : 0);
        }
    }
}
