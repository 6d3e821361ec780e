using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

public sealed class PersistenceTests
{
    private const int StepFailed = 3002;

    private readonly StoreOptions _options = new();
    private readonly CollectorHealth _health = new();
    private readonly ManualTimeProvider _time = new();
    private readonly CapturingLogger<Persistence> _logger = new();
    private readonly Persistence _persistence;

    public PersistenceTests() => _persistence = new Persistence(_options, _health, _time, _logger);

    [Fact]
    public async Task What_works_at_once_is_done_once()
    {
        _health.Store.Failed("before");

        Assert.Equal(7, await _persistence.UntilDoneAsync("A step", _ => Task.FromResult(7), CancellationToken.None));

        Assert.Null(_health.Store.Fault);
        Assert.Empty(_logger.Ids);
    }

    [Fact]
    public async Task What_fails_is_tried_until_it_works_and_the_health_tells_meanwhile()
    {
        var attempts = 0;
        var faults = new List<string?>();
        var step = _persistence.UntilDoneAsync(
            "A step",
            _ =>
            {
                faults.Add(_health.Store.Fault);
                return ++attempts < 5 ? Task.FromException<int>(new IOException($"failure {attempts}")) : Task.FromResult(attempts);
            },
            CancellationToken.None);

        Assert.Equal(5, await AdvanceUntilDoneAsync(step));

        Assert.Equal([null, "failure 1", "failure 2", "failure 3", "failure 4"], faults);
        Assert.Null(_health.Store.Fault);
        Assert.Equal(Enumerable.Repeat(StepFailed, 4), _logger.Ids);
    }

    [Fact]
    public async Task A_bug_is_not_retried()
    {
        var attempts = 0;

        await Assert.ThrowsAsync<InvalidOperationException>(() => _persistence.UntilDoneAsync<int>(
            "A step",
            _ =>
            {
                attempts++;
                throw new InvalidOperationException("a bug");
            },
            CancellationToken.None));

        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task Stopping_ends_the_wait()
    {
        using var stop = new CancellationTokenSource();
        var step = _persistence.UntilDoneAsync(
            "A step",
            _ =>
            {
                stop.Cancel();
                return Task.FromException<int>(new IOException("never"));
            },
            stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => step.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private async Task<int> AdvanceUntilDoneAsync(Task<int> step)
    {
        while (!step.IsCompleted)
        {
            _time.Advance(_options.RetryLongestDelay);
            await Task.Yield();
        }

        return await step;
    }
}
