using CsTelemetry.Exporting;

namespace CsTelemetry.Sdk.Tests.Exporting;

public sealed class TransportChoiceTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly TransportChoice _choice = new(Hour);

    [Theory]
    [InlineData(nameof(PathFinding.WrongVersion), true)]
    [InlineData(nameof(PathFinding.Stranger), true)]
    [InlineData(nameof(PathFinding.Broken), true)]
    [InlineData(nameof(PathFinding.NoTls), true)]
    [InlineData(nameof(PathFinding.Silent), false)]
    [InlineData(nameof(PathFinding.Unreachable), false)]
    [InlineData(nameof(PathFinding.Collector), false)]
    public void Before_any_success_only_what_shows_that_http2_does_not_get_through_is_a_reason(string finding, bool tried) =>
        Assert.Equal(tried, _choice.ShallTryHttp(Enum.Parse<PathFinding>(finding)));

    [Theory]
    [InlineData(nameof(PathFinding.Stranger))]
    [InlineData(nameof(PathFinding.Broken))]
    public void After_a_success_it_takes_three_failures_in_a_row(string finding)
    {
        var failure = Enum.Parse<PathFinding>(finding);
        _choice.ShallTryHttp(PathFinding.Collector);

        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(_ => _choice.ShallTryHttp(failure)));
        _choice.ShallTryHttp(PathFinding.Collector);
        Assert.False(_choice.ShallTryHttp(failure));
    }

    [Fact]
    public void Http_is_kept_to_for_an_hour_and_then_grpc_is_tried_again()
    {
        _choice.ShallTryHttp(PathFinding.WrongVersion);
        Assert.False(_choice.UsesHttp(Now));

        Assert.True(_choice.HttpWorked(Now));

        Assert.True(_choice.UsesHttp(Now + Hour - TimeSpan.FromTicks(1)));
        Assert.False(_choice.UsesHttp(Now + Hour));
    }

    [Theory]
    [InlineData(nameof(PathFinding.Silent))]
    [InlineData(nameof(PathFinding.Unreachable))]
    [InlineData(nameof(PathFinding.Stranger))]
    public void Where_http_is_known_to_work_no_failure_of_the_retrial_holds_a_batch_up(string finding)
    {
        _choice.HttpWorked(Now);

        Assert.True(_choice.ShallTryHttp(Enum.Parse<PathFinding>(finding)));
        Assert.False(_choice.HttpWorked(Now + Hour));
        Assert.True(_choice.UsesHttp(Now + Hour));
    }

    [Fact]
    public void Grpc_that_gets_through_again_is_kept_to_and_is_news()
    {
        Assert.True(_choice.GrpcWorked());
        Assert.False(_choice.GrpcWorked());
        _choice.HttpWorked(Now);

        Assert.False(_choice.ShallTryHttp(PathFinding.Collector));
        Assert.True(_choice.GrpcWorked());

        Assert.False(_choice.UsesHttp(Now));
        Assert.False(_choice.ShallTryHttp(PathFinding.Unreachable));
    }
}
