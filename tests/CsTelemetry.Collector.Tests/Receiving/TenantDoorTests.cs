using System.Net;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Tests.Receiving;

/// <summary>A tenant over its quota is refused on every way in, and told when to come back.</summary>
public sealed class TenantDoorTests
{
    private static readonly TenantOptions Small = new() { EventsPerSecond = 10, Burst = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task Over_grpc_the_refusal_carries_retry_info()
    {
        await using var server = await OverQuotaAsync();
        using var client = new PublishClient(server.Address, server.NewKey(Scopes.Ingest));

        var answer = await client.PublishAsync(Intake.Request(2));

        AssertExhausted(answer, TimeSpan.FromSeconds(9.1));
        Assert.Single(server.Intake.Log.Batches());
    }

    [Fact]
    public async Task A_stream_ends_with_the_refusal_after_what_was_taken()
    {
        await using var server = await StartAsync();
        using var client = new PublishClient(server.Address, server.NewKey(Scopes.Ingest));

        var answer = await client.StreamAsync([Intake.Request(1, events: 100), Intake.Request(2)]);

        Assert.Equal(100U, Assert.Single(answer.Responses).AcceptedCount);
        AssertExhausted(answer, TimeSpan.FromSeconds(9.1));
    }

    [Fact]
    public async Task Over_http_it_is_too_many_requests_with_retry_after()
    {
        await using var server = await OverQuotaAsync();
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));

        var answer = await client.PublishAsync(Intake.Request(2));
        var told = await client.PostJsonAsync("{}");

        Assert.Equal((HttpStatusCode.TooManyRequests, "10"), (answer.Code, answer.Headers["retry-after"]));
        Assert.Equal(9.1, answer.RetryDelay.TotalSeconds, 3);
        Assert.Equal(HttpStatusCode.TooManyRequests, told.Code);
        Assert.Equal(9.1, (double)told.Json["retry_delay_seconds"]!, 3);
    }

    [Fact]
    public async Task Who_comes_back_when_told_is_taken()
    {
        await using var server = await OverQuotaAsync();
        using var client = new PublishClient(server.Address, server.NewKey(Scopes.Ingest));
        var refused = await client.PublishAsync(Intake.Request(2));

        server.Intake.Time.Advance(refused.RetryDelay!.Value);
        var taken = await client.PublishAsync(Intake.Request(2));

        Assert.Equal(1U, Assert.Single(taken.Responses).AcceptedCount);
    }

    [Fact]
    public async Task Another_tenant_is_not_concerned()
    {
        await using var server = await OverQuotaAsync();

        var response = await server.Intake.PublishAsync(Intake.Request(1), Intake.Caller("other"));

        Assert.Equal(1U, response.AcceptedCount);
    }

    [Fact]
    public async Task Bytes_count_before_anything_is_parsed()
    {
        await using var intake = new Intake();
        intake.Tenants.Replace(new TenantsOptions { ["demo"] = new TenantOptions { BytesPerSecond = 1024, Burst = TimeSpan.FromSeconds(1) } });
        await intake.PublishAsync(Intake.Request(1, events: 100), Intake.Caller());

        // A batch that is refused for good when it is looked at.
        var fault = await Assert.ThrowsAsync<GrpcException>(() => intake.PublishAsync(new PublishRequest(), Intake.Caller()));

        Assert.Equal(GrpcStatusCode.ResourceExhausted, fault.Code);
        Assert.NotNull(fault.RetryDelay);
    }

    [Fact]
    public async Task What_was_refused_leaves_the_room_it_held()
    {
        await using var intake = new Intake();
        intake.Tenants.Replace(new TenantsOptions { ["demo"] = Small });
        for (var i = 0UL; i < 10_000; i++)
        {
            intake.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Record.ExceptionAsync(() => intake.PublishAsync(Intake.Request(i + 1, events: i % 3 == 0 ? 0 : 1), Intake.Caller()));
        }

        // Were any place still held, there would be none left after ten thousand.
        intake.Tenants.Replace([]);
        intake.Time.Advance(TimeSpan.FromSeconds(1));
        var last = await intake.PublishAsync(Intake.Request(20_000), Intake.Caller());
        Assert.Equal(1U, last.AcceptedCount);
    }

    [Fact]
    public async Task A_revoked_key_ends_an_open_stream_at_its_next_batch()
    {
        await using var server = await IntakeServer.StartAsync();
        var key = server.NewKey(Scopes.Ingest);
        using var client = new PublishClient(server.Address, key);

        var answer = await client.StreamAsync(Intake.Request(1), RevokeAsync, Intake.Request(2));

        Assert.Single(answer.Responses);
        Assert.Equal(GrpcStatusCode.Unauthenticated, answer.Code);
        Assert.Contains("revoked", answer.Message, StringComparison.Ordinal);

        async Task RevokeAsync()
        {
            while (server.Intake.Books.Read().Accepted == 0)
            {
                await Task.Yield();
            }

            Assert.True(new KeyIssuer(server.Intake.Keys, server.Intake.Time).Revoke(key.Split('.')[0]));
            File.SetLastWriteTimeUtc(server.Intake.Keys.Path, Sample.Now.UtcDateTime);
            server.Intake.Time.Advance(TimeSpan.FromSeconds(5));
        }
    }

    private static void AssertExhausted(PublishAnswer answer, TimeSpan delay)
    {
        Assert.Equal(GrpcStatusCode.ResourceExhausted, answer.Code);
        Assert.Equal(delay.TotalSeconds, answer.RetryDelay!.Value.TotalSeconds, 3);
    }

    private static async Task<IntakeServer> StartAsync()
    {
        var server = await IntakeServer.StartAsync();
        server.Intake.Tenants.Replace(new TenantsOptions { ["demo"] = Small });
        return server;
    }

    // Ten may come at once; a hundred did, on credit.
    private static async Task<IntakeServer> OverQuotaAsync()
    {
        var server = await StartAsync();
        await server.Intake.PublishAsync(Intake.Request(1, events: 100), Intake.Caller());
        return server;
    }
}
