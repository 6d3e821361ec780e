using CsTelemetry.AspNetCore.Identities;
using CsTelemetry.Sdk.AspNetCore.Tests.Fakes;

namespace CsTelemetry.Sdk.AspNetCore.Tests.Identities;

public sealed class RecentKeysTests
{
    [Fact]
    public void A_key_is_new_once_and_again_after_a_silence()
    {
        var clock = new SteppedClock();
        var keys = new RecentKeys(TimeSpan.FromHours(1), 100, clock);

        Assert.True(keys.IsNew("a"));
        Assert.False(keys.IsNew("a"));
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(keys.IsNew("a"));
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(keys.IsNew("a"));
        clock.Advance(TimeSpan.FromHours(2));
        Assert.True(keys.IsNew("a"));
    }

    [Fact]
    public void Many_keys_push_out_the_oldest_and_never_the_latest()
    {
        var keys = new RecentKeys(TimeSpan.FromHours(1), 100, new SteppedClock());
        for (var i = 0; i < 1_000; i++)
        {
            Assert.True(keys.IsNew($"k-{i}"));
            Assert.False(keys.IsNew($"k-{Math.Max(0, i - 40)}"));
        }

        Assert.True(keys.IsNew("k-0"));
    }
}
