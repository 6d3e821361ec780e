using CsTelemetry.Persisting;

namespace CsTelemetry.Exporting;

/// <summary>Counts one sender's failures in a row and leaves the collector alone in between.</summary>
internal sealed class Backoff(RetrySchedule schedule, BatchKeeper? keeper, TimeProvider time, Func<double> dice)
{
    /// <summary>Gets how many attempts failed since the last that did not.</summary>
    public int Failures { get; private set; }

    /// <summary>Counts a failure.</summary>
    /// <returns>How long to rest now.</returns>
    public TimeSpan Fail(TimeSpan asked)
    {
        if (Failures == 0)
        {
            keeper?.Down();
        }

        return schedule.DelayAfter(++Failures, dice(), asked);
    }

    /// <summary>Counts from the start again.</summary>
    /// <returns>How many failures there were.</returns>
    public int Recover()
    {
        var failures = Failures;
        if (failures > 0)
        {
            keeper?.Up();
            Failures = 0;
        }

        return failures;
    }

    /// <summary>Rests. Hurry cuts short what comes on top of the time that the collector asked for.</summary>
    public async Task RestAsync(TimeSpan asked, TimeSpan delay, CancellationToken hurry, CancellationToken abort)
    {
        await Task.Delay(asked, time, abort).ConfigureAwait(false);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(hurry, abort);
        try
        {
            await Task.Delay(delay - asked, time, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!abort.IsCancellationRequested)
        {
            // In a hurry: the last attempt comes now.
        }
    }
}
