using CsTelemetry.Collector.Receiving;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Tests.Receiving;

/// <summary>Runs the service in a real server, called over HTTP/2.</summary>
public sealed class PublishOverTheWireTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("demo_12345678.wrong")]
    public async Task Nobody_publishes_without_a_key(string? key)
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PublishClient(server.Address, key);

        var answer = await client.PublishAsync(Intake.Request(1));

        Assert.Equal(GrpcStatusCode.Unauthenticated, answer.Code);
        Assert.Empty(server.Intake.Log.Batches());
    }

    [Fact]
    public async Task A_key_that_may_only_read_does_not_publish()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PublishClient(server.Address, server.NewKey(Scopes.Read));

        var answer = await client.PublishAsync(Intake.Request(1));

        Assert.Equal(GrpcStatusCode.PermissionDenied, answer.Code);
        Assert.Contains("`ingest`", answer.Message, StringComparison.Ordinal);
        Assert.Empty(server.Intake.Log.Batches());
    }

    [Fact]
    public async Task The_tenant_is_the_keys()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PublishClient(server.Address, server.NewKey(Scopes.Ingest));

        var answer = await client.PublishAsync(Intake.Request(1, events: 2));

        Assert.Equal((GrpcStatusCode.Ok, 2U), (answer.Code, Assert.Single(answer.Responses).AcceptedCount));
        Assert.Equal("demo", Assert.Single(server.Intake.Log.Batches()).Batch.Identity.Tenant);
    }

    [Fact]
    public async Task A_full_log_sends_the_retry_delay_with_its_status()
    {
        await using var server = await IntakeServer.StartAsync(2 * TestLog.SegmentBytes);
        using var client = new PublishClient(server.Address, server.NewKey(Scopes.Ingest));

        var answer = await client.StreamAsync(Enumerable.Range(1, 100).Select(i => Intake.Request((ulong)i, events: 100)));

        Assert.Equal((GrpcStatusCode.ResourceExhausted, TimeSpan.FromSeconds(30)), (answer.Code, answer.RetryDelay));
        Assert.NotEmpty(answer.Responses);
        AssertInOrder(answer.Responses);
    }

    [Fact]
    public async Task A_stream_answers_every_batch_in_its_order()
    {
        const int Count = 5 * PublishStream.MaxInFlight;
        await using var server = await IntakeServer.StartAsync();
        using var client = new PublishClient(server.Address, server.NewKey(Scopes.Ingest));

        var answer = await client.StreamAsync(Enumerable.Range(1, Count).Select(i => Intake.Request((ulong)i, events: 1 + (i % 3))));

        Assert.Equal(GrpcStatusCode.Ok, answer.Code);
        Assert.Equal(Count, answer.Responses.Count);
        AssertInOrder(answer.Responses);
        Assert.All(answer.Responses, response => Assert.Equal(1 + (uint)(response.BatchSequence % 3), response.AcceptedCount));
        Assert.Equal(Count, server.Intake.Log.Batches().Count);
    }

    [Fact]
    public async Task A_batch_that_cannot_be_used_ends_the_stream_behind_the_answers_to_those_before_it()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PublishClient(server.Address, server.NewKey(Scopes.Ingest));
        var unusable = Intake.Request(3);
        unusable.Events.Clear();

        var answer = await client.StreamAsync([Intake.Request(1), Intake.Request(2), unusable, Intake.Request(4)]);

        Assert.Equal(GrpcStatusCode.InvalidArgument, answer.Code);
        Assert.Equal([1UL, 2UL], answer.Responses.Select(response => response.BatchSequence));
    }

    [Fact]
    public async Task A_batch_repeated_within_a_stream_is_stored_once()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PublishClient(server.Address, server.NewKey(Scopes.Ingest));

        var answer = await client.StreamAsync(Enumerable.Repeat(Intake.Request(1), 10));

        Assert.Equal(9, answer.Responses.Count(response => response.Duplicate));
        Assert.Single(server.Intake.Log.Batches());
    }

    [Fact]
    public async Task A_stream_without_a_batch_ends_well()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PublishClient(server.Address, server.NewKey(Scopes.Ingest));

        var answer = await client.StreamAsync([]);

        Assert.Equal(GrpcStatusCode.Ok, answer.Code);
        Assert.Empty(answer.Responses);
    }

    private static void AssertInOrder(IReadOnlyList<PublishResponse> responses) =>
        Assert.Equal(Enumerable.Range(1, responses.Count).Select(i => (ulong)i), responses.Select(response => response.BatchSequence));
}
