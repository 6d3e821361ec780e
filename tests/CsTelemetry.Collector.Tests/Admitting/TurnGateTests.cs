using CsTelemetry.Collector.Admitting;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Admitting;

public sealed class TurnGateTests : IDisposable
{
    private const int Batch = 10_000;

    private readonly ManualTimeProvider _time = new();
    private readonly AdmissionMetrics _metrics = new();
    private readonly TurnGate _gate;

    public TurnGateTests() => _gate = new TurnGate(
        new TenantDirectory([]), new TurnLimits { MaxRunningBytes = 8 * Batch, MaxRunningCount = 16, MaxWaitingBytes = 2 * Batch, MaxWaitingCount = 16 }, _metrics, _time);

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public async Task A_batch_waits_until_another_has_left()
    {
        await EnterAsync("a", 4);
        await EnterAsync("b", 4);

        var third = _gate.EnterAsync("c", Batch).AsTask();
        Assert.False(third.IsCompleted);
        _gate.Leave("a", Batch);

        Assert.Equal(TimeSpan.Zero, await third);
    }

    [Fact]
    public async Task Who_is_refused_is_told_when_to_come_back()
    {
        await FillAsync();

        var refused = await _gate.EnterAsync("a", Batch);

        // Nothing has left yet: the longest there is.
        Assert.Equal(TimeSpan.FromSeconds(30), refused);
    }

    [Fact]
    public async Task The_delay_follows_how_fast_batches_leave()
    {
        await FillAsync();
        _gate.Leave("a", Batch);
        AssertWaits("a");

        // 10 kB in the last 30 s, and 20 kB of the tenant's wait: longer than the longest delay.
        Assert.Equal(TimeSpan.FromSeconds(30), await _gate.EnterAsync("a", Batch));
        for (var i = 0; i < 18; i++)
        {
            _gate.Leave("a", Batch);
            AssertWaits("a");
        }

        // 190 kB now.
        Assert.Equal(2 * 30.0 / 19, (await _gate.EnterAsync("a", Batch)).TotalSeconds, 3);
    }

    [Fact]
    public async Task Who_is_pushed_out_is_told_when_to_come_back()
    {
        await EnterAsync("a", 4);
        await EnterAsync("b", 4);
        var older = _gate.EnterAsync("a", Batch).AsTask();
        var newer = _gate.EnterAsync("a", Batch).AsTask();

        var quiet = _gate.EnterAsync("quiet", Batch / 2).AsTask();

        Assert.True(await newer > TimeSpan.Zero);
        Assert.False(older.IsCompleted);
        Assert.False(quiet.IsCompleted);
    }

    [Fact]
    public async Task A_batch_larger_than_the_rooms_is_let_in_all_the_same()
    {
        await EnterAsync("a", 7);

        var large = _gate.EnterAsync("b", 100 * Batch).AsTask();
        Assert.False(large.IsCompleted);
        _gate.Leave("a", Batch);

        Assert.Equal(TimeSpan.Zero, await large);
        _gate.Leave("b", 100 * Batch);
    }

    // "a" has what one may have of the room, and the waiting room to itself.
    private async Task FillAsync()
    {
        await EnterAsync("a", 7);
        AssertWaits("a");
        AssertWaits("a");
    }

    private async Task EnterAsync(string tenant, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(TimeSpan.Zero, await _gate.EnterAsync(tenant, Batch));
        }
    }

    private void AssertWaits(string tenant)
    {
        var turn = _gate.EnterAsync(tenant, Batch).AsTask();
        Assert.False(turn.IsCompleted);
    }
}
