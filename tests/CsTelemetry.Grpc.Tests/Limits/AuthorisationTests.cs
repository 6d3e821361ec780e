using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;

namespace CsTelemetry.Grpc.Tests.Limits;

public sealed class AuthorisationTests
{
    private static readonly (string, string) WrongKey = ("authorization", "Bearer wrong.secret");

    // Trap 2.
    [Theory]
    [InlineData(EchoService.Unary)]
    [InlineData(EchoService.Duplex)]
    public async Task A_wrong_key_is_refused_before_a_byte_of_the_body_is_sent(string path)
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(path, WrongKey);

        var answer = await call.EndAsync();

        Assert.True(answer.IsTrailersOnly);
        Assert.Equal((GrpcStatusCode.Unauthenticated, "The key is missing or unknown."), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_wrong_key_with_a_body_of_a_megabyte_is_refused_too()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Unary, Frames.OfBytes(new byte[1_000_000]), WrongKey);

        Assert.Equal(GrpcStatusCode.Unauthenticated, answer.Code);
        Assert.Equal(GrpcStatusCode.Ok, (await client.CallAsync(EchoService.Unary, Frames.OfBytes(1))).Code);
    }

    [Fact]
    public async Task The_handler_sees_who_was_let_in()
    {
        object? caller = null;
        var text = GrpcMarshaller.ForProtobuf(Google.Protobuf.WellKnownTypes.StringValue.Parser);
        await using var host = await TestHost.StartAsync(new()
        {
            Methods = table => table.AddUnary("/test.Who/Am", text, text, (request, call) =>
            {
                caller = call.Caller;
                return new(request);
            }),
        });
        using var client = await TestClient.WarmAsync(host);

        await client.CallAsync("/test.Who/Am", Frames.OfText("I"));

        Assert.Equal(FakeCollector.Key, caller);
    }

    // Trap 16, where there is no handler yet.
    [Fact]
    public async Task A_hook_that_breaks_lets_nobody_in_and_tells_nothing()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Unary, Frames.OfBytes(1), ("authorization", FakeCollector.BreakingKey));

        Assert.Equal((GrpcStatusCode.Unknown, "The call failed on the server; its log has the cause."), (answer.Code, answer.Message));
    }
}
