using CsTelemetry.Exporting;
using CsTelemetry.Protocol.Google.Rpc;
using CsTelemetry.Wire;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsTelemetry.Sdk.Tests.Exporting;

public sealed class StatusVerdictTests
{
    [Theory]
    [InlineData(14)]
    [InlineData(10)]
    [InlineData(4)]
    public void Trouble_that_passes_is_tried_again(int code) =>
        Assert.Equal(AttemptStatus.Retry, Judge(code).Status);

    [Theory]
    [InlineData(14)]
    [InlineData(10)]
    [InlineData(8)]
    public void A_delay_that_came_with_the_status_is_kept(int code)
    {
        var verdict = Judge(code, TimeSpan.FromSeconds(7));

        Assert.Equal((AttemptStatus.Retry, TimeSpan.FromSeconds(7)), (verdict.Status, verdict.RetryAfter));
    }

    [Theory]
    [InlineData(16, "Unauthenticated")]
    [InlineData(7, "PermissionDenied")]
    [InlineData(3, "InvalidBatch")]
    [InlineData(1, "Other")]
    [InlineData(2, "Other")]
    [InlineData(12, "Other")]
    [InlineData(13, "Other")]
    public void Every_other_status_is_final(int code, string reason)
    {
        var verdict = Judge(code);

        Assert.Equal((AttemptStatus.Refused, System.Enum.Parse<RejectionReason>(reason)), (verdict.Status, verdict.Reason));
    }

    [Fact]
    public void Too_large_is_told_apart_and_has_certainly_not_arrived()
    {
        var verdict = Judge(8);

        Assert.Equal((AttemptStatus.TooLarge, RejectionReason.InvalidBatch, false), (verdict.Status, verdict.Reason, verdict.MayHaveArrived));
    }

    [Fact]
    public void Only_a_collector_that_is_full_has_certainly_not_kept_the_batch()
    {
        Assert.False(Judge(8, TimeSpan.FromSeconds(1)).MayHaveArrived);
        Assert.True(Judge(14, TimeSpan.FromSeconds(1)).MayHaveArrived);
        Assert.True(Judge(14).MayHaveArrived);
    }

    [Fact]
    public void A_delay_in_a_header_counts_when_the_status_has_none()
    {
        var verdict = StatusVerdict.Of(new GrpcStatus(GrpcStatusCode.Unavailable, "m", null) { RetryAfter = TimeSpan.FromSeconds(9) });

        Assert.Equal((AttemptStatus.Retry, TimeSpan.FromSeconds(9)), (verdict.Status, verdict.RetryAfter));
    }

    private static AttemptResult Judge(int code, TimeSpan? delay = null)
    {
        var details = new Status { Code = code };
        if (delay is { } wait)
        {
            details.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) }));
        }

        return StatusVerdict.Of(new GrpcStatus((GrpcStatusCode)code, "m", details.ToByteArray()));
    }
}
