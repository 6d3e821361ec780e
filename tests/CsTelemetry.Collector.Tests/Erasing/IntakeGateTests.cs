using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Erasing;

public sealed class IntakeGateTests
{
    private readonly Tombstones _tombstones = new();
    private readonly IntakeGate _gate;

    public IntakeGateTests() => _gate = new IntakeGate(_tombstones);

    [Fact]
    public void Nobody_inside_is_waited_for_by_nobody() => Assert.True(_gate.EarlierPassesAsync().IsCompletedSuccessfully);

    [Fact]
    public void An_order_waits_for_those_who_came_in_before_it_and_for_nobody_else()
    {
        var before = _gate.Enter("demo");
        var waiting = _gate.EarlierPassesAsync();
        var after = _gate.Enter("demo");
        Assert.False(waiting.IsCompleted);

        before.Dispose();
        before.Dispose();

        Assert.True(waiting.IsCompletedSuccessfully);
        Assert.False(_gate.EarlierPassesAsync().IsCompleted);
        after.Dispose();
        Assert.True(_gate.EarlierPassesAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_second_order_waits_for_those_the_first_one_waits_for()
    {
        var oldest = _gate.Enter("demo");
        _ = _gate.EarlierPassesAsync();
        var younger = _gate.Enter("demo");

        var second = _gate.EarlierPassesAsync();
        younger.Dispose();
        Assert.False(second.IsCompleted);

        oldest.Dispose();
        await second.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(71)]
    [InlineData(72)]
    public async Task Whoever_does_not_see_a_tombstone_has_left_when_the_order_goes_on(int seed)
    {
        var random = new Random(seed);
        var unseen = 0;
        for (var round = 0; round < 300; round++)
        {
            var order = Sample.Order($"user-{round}");
            var passes = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                using var pass = _gate.Enter("demo");
                if (pass.Tombstones?.About(order.UserId) is not { Length: > 0 })
                {
                    Interlocked.Increment(ref unseen);
                    Thread.SpinWait(200);
                    Interlocked.Decrement(ref unseen);
                }
            })).ToList();
            Thread.SpinWait(random.Next(400));

            _tombstones.Add(order);
            await _gate.EarlierPassesAsync();

            Assert.Equal(0, Volatile.Read(ref unseen));
            await Task.WhenAll(passes);
        }
    }
}
