using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Accepting;

/// <summary>The wall clock is set, both ways: what is counted once stays counted once, and clients are put off no longer.</summary>
public sealed class ClockJumpTests
{
    private readonly JumpingClock _clock = new();

    [Theory]
    [InlineData(400)]
    [InlineData(-400)]
    public void A_batch_is_remembered_for_72_hours_of_real_time_whatever_the_clock_says(int days)
    {
        var memory = new BatchMemory(_clock);
        memory.Claim(Sample.Identity(1));
        memory.Confirm(Sample.Identity(1), []);

        _clock.Set(TimeSpan.FromDays(days));
        _clock.Pass(TimeSpan.FromHours(71));
        Assert.Single(memory.ExpireAndList());
        Assert.Equal(BatchClaimState.Repeated, memory.Claim(Sample.Identity(1)).State);

        _clock.Pass(TimeSpan.FromHours(2));
        Assert.Empty(memory.ExpireAndList());
    }

    [Fact]
    public void A_start_under_a_clock_that_was_set_back_forgets_nobody()
    {
        var before = new BatchMemory(_clock);
        before.Recover(Sample.Identity(1), [], _clock.GetUtcNow());
        var written = before.ExpireAndList();
        _clock.Set(TimeSpan.FromDays(-4000));

        var after = new BatchMemory(_clock);
        after.Restore(Assert.Single(written));

        Assert.Single(after.ExpireAndList());
        Assert.Equal(BatchClaimState.Repeated, after.Claim(Sample.Identity(1)).State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_client_is_put_off_as_long_as_before(int days)
    {
        var rate = new DrainRate(_clock);
        rate.Drained(3000);
        var before = rate.TimeToDrain(1000);

        _clock.Set(TimeSpan.FromDays(days));

        Assert.Equal(before, rate.TimeToDrain(1000));
        Assert.Equal(TimeSpan.FromSeconds(10), before);
    }
}
