using System.Diagnostics;

namespace CsTelemetry.LoadGenerator.Load;

/// <summary>Gives out turns at an even rate. Whoever is late takes the turn at once, so the rate holds on average.</summary>
internal sealed class Pace(double turnsPerSecond)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _turns;

    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        var due = TimeSpan.FromSeconds(Interlocked.Increment(ref _turns) / turnsPerSecond);
        var wait = due - Stopwatch.GetElapsedTime(_start);
        if (wait > TimeSpan.FromMilliseconds(1))
        {
            await Task.Delay(wait, TimeProvider.System, cancellationToken);
        }
    }
}
