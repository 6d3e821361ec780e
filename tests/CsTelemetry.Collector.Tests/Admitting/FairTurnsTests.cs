using CsTelemetry.Collector.Admitting;

namespace CsTelemetry.Collector.Tests.Admitting;

public sealed class FairTurnsTests
{
    private const long Room = 1000;

    private readonly List<string> _pushedOut = [];
    private readonly FairTurns<string> _turns;

    public FairTurnsTests() => _turns = new FairTurns<string>(
        new TurnLimits { MaxRunningBytes = Room, MaxRunningCount = 100, MaxWaitingBytes = 2000, MaxWaitingCount = 10, QuantumBytes = 100 }, _pushedOut.Add);

    [Fact]
    public void One_tenant_alone_leaves_an_eighth_of_the_room_to_the_next()
    {
        Assert.True(_turns.TryStart("flood", 500));
        Assert.True(_turns.TryStart("flood", 375));
        Assert.False(_turns.TryStart("flood", 1));

        Assert.True(_turns.TryStart("quiet", 125));
    }

    [Fact]
    public void A_batch_as_large_as_the_room_goes_alone()
    {
        Assert.True(_turns.TryStart("large", Room));

        Assert.False(_turns.TryStart("small", 1));
    }

    [Fact]
    public void When_the_waiting_room_is_full_the_newest_of_who_has_most_is_pushed_out()
    {
        Fill();
        Assert.True(_turns.TryWait("flood", 1, 1000, "flood 1"));
        Assert.True(_turns.TryWait("flood", 1, 900, "flood 2"));
        Assert.False(_turns.TryWait("flood", 1, 200, "flood 3"));

        Assert.True(_turns.TryWait("quiet", 1, 500, "quiet"));

        Assert.Equal(["flood 2"], _pushedOut);
        Assert.Equal((1500, 2), (_turns.WaitingBytes, _turns.WaitingCount));
    }

    [Fact]
    public void Places_are_shared_out_like_bytes()
    {
        Fill();
        for (var i = 0; i < 10; i++)
        {
            Assert.True(_turns.TryWait("flood", 1, 1, $"flood {i}"));
        }

        Assert.False(_turns.TryWait("flood", 1, 1, "one more"));
        Assert.True(_turns.TryWait("quiet", 1, 1000, "quiet"));

        Assert.Equal(["flood 9"], _pushedOut);
    }

    [Fact]
    public void Weight_is_a_right_to_more_of_the_waiting_room()
    {
        Fill();
        Assert.True(_turns.TryWait("heavy", 3, 1400, "heavy"));
        Assert.True(_turns.TryWait("light", 1, 600, "light"));

        Assert.True(_turns.TryWait("heavy", 3, 100, "heavy again"));

        Assert.Equal(["light"], _pushedOut);
    }

    [Fact]
    public void A_tenant_that_waits_does_not_overtake_itself()
    {
        Fill();
        Assert.True(_turns.TryWait("a", 1, 250, "large"));

        Assert.False(_turns.TryStart("a", 1));
        Assert.True(_turns.TryWait("a", 1, 1, "small"));

        _turns.End("a", 500);
        Assert.Equal(["large", "small"], Started());
    }

    [Fact]
    public void Room_is_kept_for_a_large_batch_whose_turn_it_is()
    {
        Fill();
        Assert.True(_turns.TryWait("large", 1, 700, "large"));
        Assert.Empty(Started());

        _turns.End("a", 500);
        Assert.Empty(Started());
        Assert.False(_turns.TryStart("small", 10));
        _turns.End("b", 500);

        Assert.Equal(["large"], Started());
        Assert.True(_turns.TryStart("small", 10));
    }

    [Fact]
    public void Two_that_wait_take_turns_by_bytes()
    {
        Fill();
        for (var i = 1; i <= 3; i++)
        {
            Assert.True(_turns.TryWait("a", 1, 100, $"a{i}"));
            Assert.True(_turns.TryWait("c", 1, 50, $"c{i}"));
        }

        _turns.End("a", 500);

        Assert.Equal(["a1", "c1", "c2", "a2", "c3", "a3"], Started());
    }

    // Two tenants, so that the room is full.
    private void Fill()
    {
        Assert.True(_turns.TryStart("a", 500));
        Assert.True(_turns.TryStart("b", 500));
    }

    private List<string> Started()
    {
        List<string> started = [];
        while (_turns.TryNext(out var next))
        {
            started.Add(next);
        }

        return started;
    }
}
