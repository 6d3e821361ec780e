using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using CsTelemetry.LoadGenerator.Sending;

namespace CsTelemetry.LoadGenerator.Load;

/// <summary>Sends batches over several connections until so many are acknowledged, and notes how long each took.</summary>
internal sealed class Sender(IReadOnlyList<Connection> connections, IReadOnlyList<BatchTemplate> templates, int inFlight)
{
    private readonly ulong _client = NewClient();
    private long _nextBatch;
    private long _acknowledged;

    public long AcknowledgedEvents => Interlocked.Read(ref _acknowledged);

    /// <param name="batches">How many batches.</param>
    /// <param name="eventsPerSecond">How fast; null for as fast as they are taken.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>The time from sending to acknowledgement of each batch.</returns>
    public async Task<List<TimeSpan>> RunAsync(long batches, double? eventsPerSecond, CancellationToken cancellationToken)
    {
        var until = Interlocked.Read(ref _nextBatch) + batches;
        var pace = eventsPerSecond is { } rate ? new Pace(rate / templates[0].EventCount) : null;
        var workers = connections.SelectMany(connection => Enumerable.Range(0, inFlight).Select(_ => Task.Run(() => WorkAsync(connection, until, pace, cancellationToken), cancellationToken)));
        return [.. (await Task.WhenAll(workers)).SelectMany(times => times)];
    }

    private async Task<List<TimeSpan>> WorkAsync(Connection connection, long until, Pace? pace, CancellationToken cancellationToken)
    {
        List<TimeSpan> times = [];
        var bytes = new byte[templates.Max(template => template.FrameBytes)];
        while (true)
        {
            var number = Interlocked.Increment(ref _nextBatch);
            if (number > until)
            {
                // Given back, or the next run would begin with a gap.
                Interlocked.Decrement(ref _nextBatch);
                return times;
            }

            if (pace is not null)
            {
                await pace.TurnAsync(cancellationToken);
            }

            times.Add(await PublishAsync(connection, number, bytes, cancellationToken));
        }
    }

    private async Task<TimeSpan> PublishAsync(Connection connection, long number, byte[] bytes, CancellationToken cancellationToken)
    {
        var template = templates[(int)(number % templates.Count)];
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        template.WriteTo(bytes, _client, (ulong)number, ((ulong)(number - 1) * (ulong)template.EventCount) + 1, now);
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            var answer = await connection.PublishAsync(bytes.AsMemory(0, template.FrameBytes), cancellationToken);
            if (answer.Response is { } response)
            {
                if (response.AcceptedCount != template.EventCount)
                {
                    throw new InvalidOperationException($"Of {template.EventCount} events {response.AcceptedCount} were accepted: {response.Rejected[0].Message}");
                }

                Interlocked.Add(ref _acknowledged, template.EventCount);
                return Stopwatch.GetElapsedTime(started);
            }

            if (answer.RetryAfter is not { } delay)
            {
                throw new InvalidOperationException($"The collector answered {answer.Status}.");
            }

            await Task.Delay(delay, TimeProvider.System, cancellationToken);
        }
    }

    private static ulong NewClient()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes) | 1;
    }
}
