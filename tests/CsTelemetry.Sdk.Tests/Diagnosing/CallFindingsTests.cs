using CsTelemetry.Diagnosing;
using CsTelemetry.Exporting;
using CsTelemetry.Sdk.Tests.Fakes;

namespace CsTelemetry.Sdk.Tests.Diagnosing;

public sealed class CallFindingsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, DiagnosisOutcome.Ok, "0 s ahead of")]
    [InlineData(-119, DiagnosisOutcome.Ok, "119 s behind")]
    [InlineData(21_600, DiagnosisOutcome.Failed, "21600 s ahead of")]
    [InlineData(-21_600, DiagnosisOutcome.Failed, "21600 s behind")]
    public void A_clock_that_is_off_is_told_with_its_direction(int seconds, DiagnosisOutcome outcome, string text)
    {
        var answer = CallOutcome.Answered([]) with { AnsweredAt = Now.AddSeconds(-seconds) };

        var clock = Find(new(answer, null, Now), "clock");

        Assert.Equal(outcome, clock.Outcome);
        Assert.Contains(text, clock.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_way_that_fails_is_no_failure_while_the_other_works()
    {
        var found = new CallFound(ScriptedCalls.Failed(PathFinding.WrongVersion), ScriptedCalls.Took, Now);

        Assert.Equal((DiagnosisOutcome.Skipped, DiagnosisOutcome.Ok), (Find(found, "grpc").Outcome, Find(found, "http").Outcome));
        Assert.Equal(DiagnosisOutcome.Failed, Find(found with { Http = null }, "grpc").Outcome);
    }

    [Fact]
    public void A_collector_too_busy_to_look_at_the_key_has_not_judged_it()
    {
        var busy = CallOutcome.Told(PathFinding.Collector, new GrpcStatus(GrpcStatusCode.ResourceExhausted, "busy", null));

        Assert.Equal(DiagnosisOutcome.Skipped, Find(new(busy, null, Now), "key").Outcome);
    }

    private static DiagnosisStep Find(CallFound found, string name) => CallFindings.Of(found).Single(step => step.Name == name);
}
