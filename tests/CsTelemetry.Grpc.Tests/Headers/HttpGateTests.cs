using System.Net;
using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;

namespace CsTelemetry.Grpc.Tests.Headers;

public sealed class HttpGateTests
{
    // Trap 7.
    [Theory]
    [InlineData("application/grpc", HttpStatusCode.OK)]
    [InlineData("application/grpc+proto", HttpStatusCode.OK)]
    [InlineData("application/grpc; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("APPLICATION/GRPC", HttpStatusCode.OK)]
    [InlineData("application/grpc-web", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/grpc-web+proto", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, HttpStatusCode.UnsupportedMediaType)]
    public async Task The_content_type_decides_whether_a_request_is_grpc(string? contentType, HttpStatusCode expected)
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        Assert.Equal(expected, await client.StatusOfAsync(HttpMethod.Post, contentType));
    }

    // Trap 7.
    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Other_http_methods_are_not_allowed(string method)
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, await client.StatusOfAsync(new HttpMethod(method), "application/grpc"));
    }

    [Theory]
    [InlineData("/test.Echo/Missing")]
    [InlineData("/test.Missing/Unary")]
    [InlineData("/test.echo/unary")]
    [InlineData("/")]
    public async Task A_method_that_does_not_exist_is_unimplemented_and_counted_as_unknown(string path)
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(path, Frames.OfBytes(1));

        Assert.Equal((GrpcStatusCode.Unimplemented, $"There is no method {path}."), (answer.Code, answer.Message));
        Assert.Equal(("unknown", "Unimplemented"), await host.Calls.NextAsync());
    }

    // Trap 6: gRPC has a port of its own, and the rest of the host is not reached by it.
    [Fact]
    public async Task The_port_beside_it_still_serves_http_1()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        using var http = new HttpClient();

        var response = await http.PostAsync(new Uri(host.RestAddress, EchoService.Unary), new ByteArrayContent([]));

        Assert.Equal(HttpVersion.Version11, response.Version);
        Assert.Equal("rest", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_host_with_a_method_and_no_authorisation_does_not_start()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.StartAsync(new() { Methods = table => table.AuthoriseWith(null!) }));

        Assert.Contains("AuthoriseWith", failure.Message, StringComparison.Ordinal);
    }
}
