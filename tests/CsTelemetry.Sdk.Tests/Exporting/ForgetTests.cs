using CsTelemetry.Exporting;
using CsTelemetry.Protocol.V1;
using CsTelemetry.Sdk.Tests.Fakes;
using Google.Protobuf;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Sdk.Tests.Exporting;

/// <summary>The order to forget a user, by both ways.</summary>
public sealed class ForgetTests
{
    private static readonly ForgetResponse Receipt = new() { ReceiptId = "r-17" };

    [Theory]
    [InlineData("acme")]
    [InlineData(null)]
    public async Task An_order_goes_by_grpc_and_brings_its_receipt(string? account)
    {
        await using var server = await ScriptedServer.Http2Async(GrpcReply(Receipt));

        var attempt = await ForgetAsync(server, TelemetryTransport.Grpc, "größe", account);

        var call = Assert.Single(server.Calls);
        Assert.Equal(ForgetAttempt.Taken("r-17"), attempt);
        Assert.Equal(("/cstelemetry.v1.TelemetryCollector/Forget", new ForgetRequest { UserId = "größe", AccountId = account ?? "" }), (call.Path, call.Order));
    }

    [Fact]
    public async Task An_order_goes_by_http_and_brings_its_receipt()
    {
        await using var server = await ScriptedServer.Http1Async(HttpAnswers.Reply(Receipt));

        var attempt = await ForgetAsync(server, TelemetryTransport.Http, "u", "acme");

        var call = Assert.Single(server.Calls);
        Assert.Equal(ForgetAttempt.Taken("r-17"), attempt);
        Assert.Equal(("/v1/forget", new ForgetRequest { UserId = "u", AccountId = "acme" }), (call.Path, call.Order));
    }

    [Fact]
    public async Task A_refusal_is_final_a_delay_is_kept_and_an_empty_receipt_is_asked_for_again()
    {
        await using var server = await ScriptedServer.Http2Async(
            Answers.Status(7, "lacks `erase`"), Answers.Status(14, "disk", TimeSpan.FromSeconds(3)), GrpcReply(new ForgetResponse()));

        Assert.Equal(ForgetAttempt.Refused("PermissionDenied: lacks `erase`"), await ForgetAsync(server, TelemetryTransport.Grpc, "u", null));
        Assert.Equal(ForgetAttempt.Retry("Unavailable: disk", TimeSpan.FromSeconds(3)), await ForgetAsync(server, TelemetryTransport.Grpc, "u", null));
        Assert.Equal(ForgetStatus.Retry, (await ForgetAsync(server, TelemetryTransport.Grpc, "u", null)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("too long")]
    [InlineData("half a pair")]
    public async Task An_id_that_no_event_can_have_is_refused_here(string userId)
    {
        await using var server = await ScriptedServer.Http2Async();

        Assert.Equal(ForgetStatus.Refused, (await ForgetAsync(server, TelemetryTransport.Grpc, userId switch { "too long" => new string('x', 257), "half a pair" => "\ud800", _ => userId }, null)).Status);
        Assert.Empty(server.Calls);
    }

    private static async Task<ForgetAttempt> ForgetAsync(ScriptedServer server, TelemetryTransport way, string userId, string? accountId)
    {
        var options = TestClients.Options(options => (options.Endpoint, options.HttpEndpoint, options.Transport) = (server.Endpoint, server.Endpoint, way));
        using var transport = TransportFactory.Create(options, NullLogger.Instance, TimeProvider.System);
        return await transport.ForgetAsync(userId, accountId, default);
    }

    private static CollectorAnswer GrpcReply(ForgetResponse reply) => async (call, _) =>
    {
        call.Response.ContentType = "application/grpc";
        var message = reply.ToByteArray();
        await call.Response.Body.WriteAsync((byte[])[0, 0, 0, 0, (byte)message.Length, .. message]);
        call.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers["grpc-status"] = "0";
    };
}
