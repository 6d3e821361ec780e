using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Tests.Receiving;

public sealed class PublishHandlerTests
{
    [Fact]
    public async Task What_was_accepted_is_in_the_log_before_the_answer()
    {
        await using var intake = new Intake();
        var request = Intake.Request(3, events: 4);
        request.Events[2].UserId = "";

        var response = await intake.PublishAsync(request, Intake.Caller());

        Assert.Equal((3UL, 3U, false), (response.BatchSequence, response.AcceptedCount, response.Duplicate));
        var rejected = Assert.Single(response.Rejected);
        Assert.Equal((2U, RejectionCode.MissingField), (rejected.Index, rejected.Code));
        Assert.Equal([1UL, 2UL, 4UL], Assert.Single(intake.Log.Batches()).Batch.Events.Select(stored => stored.Sequence));
    }

    [Fact]
    public async Task A_batch_that_comes_again_is_a_duplicate_with_the_counts_of_the_first_time()
    {
        await using var intake = new Intake();
        var request = Intake.Request(3, events: 4);
        request.Events[2].UserId = "";
        await intake.PublishAsync(request, Intake.Caller());

        var again = await intake.PublishAsync(request, Intake.Caller());

        Assert.Equal((3UL, 3U, true), (again.BatchSequence, again.AcceptedCount, again.Duplicate));
        Assert.Equal((2U, RejectionCode.MissingField), (Assert.Single(again.Rejected).Index, again.Rejected[0].Code));
        Assert.Single(intake.Log.Batches());
    }

    [Fact]
    public async Task The_same_batch_of_another_tenant_is_another_batch()
    {
        await using var intake = new Intake();

        await intake.PublishAsync(Intake.Request(1), Intake.Caller("demo"));
        var other = await intake.PublishAsync(Intake.Request(1), Intake.Caller("other"));

        Assert.False(other.Duplicate);
        Assert.Equal(["demo", "other"], intake.Log.Batches().Select(found => found.Batch.Identity.Tenant));
    }

    [Fact]
    public async Task A_batch_that_cannot_be_used_is_an_invalid_argument_for_good()
    {
        await using var intake = new Intake();

        var fault = await Assert.ThrowsAsync<GrpcException>(() => intake.PublishAsync(new PublishRequest(), Intake.Caller()));

        Assert.Equal((GrpcStatusCode.InvalidArgument, null), (fault.Code, fault.RetryDelay));
        Assert.StartsWith("client_instance_id is 0", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_log_exhausts_the_resource_and_says_when_to_come_back()
    {
        await using var intake = new Intake(maxLogBytes: 2 * TestLog.SegmentBytes);

        var fault = await UntilRefusedAsync(intake);

        Assert.Equal((GrpcStatusCode.ResourceExhausted, TimeSpan.FromSeconds(30)), (fault.Code, fault.RetryDelay));
    }

    [Fact]
    public async Task A_log_that_takes_nothing_is_unavailable_and_says_when_to_come_back()
    {
        await using var intake = new Intake();
        await intake.Log.DisposeAsync();

        var fault = await Assert.ThrowsAsync<GrpcException>(() => intake.PublishAsync(Intake.Request(1), Intake.Caller()));

        Assert.Equal((GrpcStatusCode.Unavailable, TimeSpan.FromSeconds(1)), (fault.Code, fault.RetryDelay));
    }

    [Theory]
    [InlineData(Scopes.Ingest, 0)]
    [InlineData(Scopes.Backfill, 1)]
    public async Task Only_a_key_for_backfill_publishes_history(string scope, uint accepted)
    {
        await using var intake = new Intake();
        var request = Intake.Request(1);
        request.Events[0].OccurredAtUnixMs = Sample.Now.AddYears(-2).ToUnixTimeMilliseconds();

        var response = await intake.PublishAsync(request, Intake.Caller("demo", scope));

        Assert.Equal(accepted, response.AcceptedCount);
    }

    [Theory]
    [InlineData("demo", "2026-06-14")]
    [InlineData("nepal", "2026-06-15")]
    public async Task The_day_is_the_tenants(string tenant, string day)
    {
        await using var intake = new Intake();
        var request = Intake.Request(1);
        request.Events[0].OccurredAtUnixMs = new DateTimeOffset(2026, 6, 14, 20, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

        await intake.PublishAsync(request, Intake.Caller(tenant));

        Assert.Equal(DateOnly.Parse(day), Assert.Single(intake.Log.Batches()).Batch.Events[0].Day);
    }

    private static async Task<GrpcException> UntilRefusedAsync(Intake intake)
    {
        for (var batch = 1UL; batch < 1000; batch++)
        {
            try
            {
                await intake.PublishAsync(Intake.Request(batch, events: 100), Intake.Caller());
            }
            catch (GrpcException refused)
            {
                return refused;
            }
        }

        throw new InvalidOperationException("The log did not fill up.");
    }
}
