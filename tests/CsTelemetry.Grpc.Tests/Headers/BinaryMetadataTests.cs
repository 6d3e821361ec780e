using CsTelemetry.Grpc.Headers;
using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;

namespace CsTelemetry.Grpc.Tests.Headers;

// Trap 8.
public sealed class BinaryMetadataTests
{
    [Theory]
    [InlineData("AQI", new byte[] { 1, 2 })]
    [InlineData("AQI=", new byte[] { 1, 2 })]
    [InlineData("AQI, AwQ=,BQ", new byte[] { 1, 2, 3, 4, 5 })]
    [InlineData("q83v+w", new byte[] { 0xAB, 0xCD, 0xEF, 0xFB })]
    [InlineData("", new byte[] { })]
    public async Task Base64_is_read_with_padding_and_without_and_joined_by_commas(string text, byte[] expected)
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Data, Frames.OfBytes(), ("x-data-bin", text));

        Assert.Equal(GrpcStatusCode.Ok, answer.Code);
        Assert.Equal(expected, Assert.Single(answer.Messages).EchoedBytes);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("AQI!")]
    [InlineData("AQI=,*")]
    public async Task Bad_base64_is_a_status(string text)
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Data, Frames.OfBytes(), ("x-data-bin", text));

        Assert.Equal((GrpcStatusCode.Internal, "The metadata 'x-data-bin' is not base64."), (answer.Code, answer.Message));
    }

    [Theory]
    [InlineData(new byte[] { 1 }, "AQ")]
    [InlineData(new byte[] { 1, 2 }, "AQI")]
    [InlineData(new byte[] { 1, 2, 3 }, "AQID")]
    public void Bytes_go_out_without_padding(byte[] bytes, string expected) => Assert.Equal(expected, BinaryValue.Encode(bytes));

    [Fact]
    public async Task Details_travel_without_padding_and_carry_the_delay()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(
            FakeCollector.PublishPath, Frames.Of(new Protocol.V1.PublishRequest()), ("authorization", "Bearer " + FakeCollector.OverloadedKey));

        Assert.Equal(GrpcStatusCode.ResourceExhausted, answer.Code);
        Assert.DoesNotContain('=', answer.RawDetails!);
        Assert.Equal((8, "The collector is behind."), (answer.Details!.Code, answer.Details.Message));
        Assert.Equal("type.googleapis.com/google.rpc.RetryInfo", Assert.Single(answer.Details.Details).TypeUrl);
        Assert.Equal(FakeCollector.RetryDelay, answer.RetryDelay);
    }
}
