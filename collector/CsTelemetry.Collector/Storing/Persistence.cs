using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Accounting;

namespace CsTelemetry.Collector.Storing;

/// <summary>Tries until it works or the collector stops: what the log holds must reach the store, however long that takes.</summary>
internal sealed class Persistence(StoreOptions options, CollectorHealth health, TimeProvider time, ILogger<Persistence> logger)
{
    private readonly RetrySchedule _schedule = new(options.RetryFirstDelay, options.RetryLongestDelay);

    /// <summary>Tries once; what fails is told, and is the caller's to repeat.</summary>
    /// <param name="what">Names the step, for the log.</param>
    /// <param name="attempt">The step; null if it was not due.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task TryOnceAsync(string what, Func<CancellationToken, Task<int?>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            if (await attempt(cancellationToken) is not null)
            {
                health.Store.Worked();
            }
        }
        catch (Exception exception) when (exception is ClickHouseException or IOException)
        {
            health.Store.Failed(exception.Message);
            Log.StepFailed(logger, what, 1, exception);
        }
    }

    /// <param name="what">Names the step, for the log.</param>
    /// <param name="attempt">The step; it may be repeated.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="asksStore">Whether it asks the store; what asks only the log says nothing about a store that is away.</param>
    public async Task<T> UntilDoneAsync<T>(string what, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken, bool asksStore = true)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                var result = await attempt(cancellationToken);
                if (asksStore || failures > 1)
                {
                    health.Store.Worked();
                }

                return result;
            }
            catch (Exception exception) when (exception is ClickHouseException or IOException)
            {
                // A permanent error is retried as well, at the longest delay in the end: the events are safe in the
                // log, an operator is told, and nothing is thrown away by guess.
                health.Store.Failed(exception.Message);
                Log.StepFailed(logger, what, failures, exception);
            }

            await Task.Delay(_schedule.DelayAfter(failures, Random.Shared.NextDouble()), time, cancellationToken);
        }
    }
}
