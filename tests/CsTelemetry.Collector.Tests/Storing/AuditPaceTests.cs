using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

public sealed class AuditPaceTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly ManualTimeProvider _time = new();
    private readonly AuditPace _pace;

    public AuditPaceTests() => _pace = new AuditPace(Interval, share: 0.05, _time);

    [Fact]
    public void Nothing_to_audit_is_never_due()
    {
        _time.Advance(TimeSpan.FromHours(1));

        Assert.False(_pace.IsDue(0, isDry: true));
    }

    [Fact]
    public void When_nothing_more_comes_an_audit_is_due_at_once() => Assert.True(_pace.IsDue(1, isDry: true));

    [Fact]
    public void While_inserts_follow_each_other_it_is_due_after_the_interval()
    {
        _time.Advance(Interval - Tick);
        Assert.False(_pace.IsDue(5, isDry: false));

        _time.Advance(Tick);
        Assert.True(_pace.IsDue(5, isDry: false));
    }

    [Fact]
    public void So_many_inserts_are_not_kept_waiting()
    {
        Assert.False(_pace.IsDue(AuditPace.MaxUnauditedCount - 1, isDry: false));
        Assert.True(_pace.IsDue(AuditPace.MaxUnauditedCount, isDry: false));
    }

    [Fact]
    public async Task After_an_audit_comes_a_rest_of_nineteen_times_what_it_took()
    {
        await AuditAsync(TimeSpan.FromMilliseconds(200));
        Assert.Equal(TimeSpan.FromSeconds(3.8), _pace.Rest);

        _time.Advance(TimeSpan.FromSeconds(3.8) - Tick);
        Assert.Equal(Tick, _pace.Rest);
        Assert.False(_pace.IsDue(1, isDry: true));
        Assert.False(_pace.IsDue(1, isDry: false));

        _time.Advance(Tick);
        Assert.True(_pace.IsDue(1, isDry: true));
        Assert.True(_pace.IsDue(1, isDry: false));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.5, 200)]
    [InlineData(0.25, 600)]
    [InlineData(0.1, 1800)]
    public async Task The_rest_keeps_audits_to_their_share(double share, int rest)
    {
        var pace = new AuditPace(Interval, share, _time);

        await AuditAsync(TimeSpan.FromMilliseconds(200), pace);

        Assert.Equal(TimeSpan.FromMilliseconds(rest), pace.Rest);
        Assert.Equal(rest == 0, pace.IsDue(1, isDry: true));
    }

    [Fact]
    public async Task A_rest_is_never_longer_than_ten_seconds()
    {
        await AuditAsync(TimeSpan.FromMinutes(30));

        Assert.Equal(TimeSpan.FromSeconds(10), _pace.Rest);
    }

    [Fact]
    public async Task An_audit_that_fails_is_due_again_at_once()
    {
        _time.Advance(Interval);

        await Assert.ThrowsAsync<IOException>(() => _pace.AuditAsync<bool>(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            throw new IOException("The store is away.");
        }));

        Assert.True(_pace.IsDue(1, isDry: false));
    }

    private Task<bool> AuditAsync(TimeSpan duration, AuditPace? pace = null) => (pace ?? _pace).AuditAsync(() =>
    {
        _time.Advance(duration);
        return Task.FromResult(true);
    });
}
