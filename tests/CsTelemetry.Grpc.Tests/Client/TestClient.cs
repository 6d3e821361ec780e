using System.Net;
using System.Net.Http.Headers;
using CsTelemetry.Grpc.Tests.Hosting;

namespace CsTelemetry.Grpc.Tests.Client;

/// <summary>
/// A gRPC client on bare HttpClient parts, with one connection. It is warm: a call has gone over the connection
/// before the test's own, and each answer checks that there still is no second connection.
/// </summary>
internal sealed class TestClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly TestHost _host;
    private readonly HttpMessageInvoker _http;

    private TestClient(TestHost host)
    {
        _host = host;
        var handler = new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null, EnableMultipleHttp2Connections = false };

        // The certificate is made for this run and signed by nobody: that one, and no other, is taken.
        handler.SslOptions.RemoteCertificateValidationCallback =
            (_, certificate, _, _) => host.Certificate is { } own && certificate?.GetCertHashString() == own.Thumbprint;
        _http = new HttpMessageInvoker(handler);
    }

    public static async Task<TestClient> WarmAsync(TestHost host)
    {
        var client = new TestClient(host);
        var first = await client.CallAsync(EchoService.Unary, Frames.OfBytes(1));
        Assert.Equal(GrpcStatusCode.Ok, first.Code);
        Assert.Equal((EchoService.Unary, "Ok"), await host.Calls.NextAsync());
        return client;
    }

    /// <summary>Sends a whole body and reads the whole answer.</summary>
    public async Task<Answer> CallAsync(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var request = Request(path, new ByteArrayContent(body), headers);
        using var response = await _http.SendAsync(request, limit.Token);
        Assert.Equal(1, _host.ConnectionCount);
        return await ReadToEndAsync(response, limit.Token);
    }

    /// <summary>Opens a call whose body is written as the test goes on.</summary>
    public StreamingCall Open(string path, params (string Name, string Value)[] headers) =>
        new((content, cancellationToken) => _http.SendAsync(Request(path, content, headers), cancellationToken), Limit);

    public async Task<HttpStatusCode> StatusOfAsync(HttpMethod method, string? contentType)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var request = Request(EchoService.Unary, new ByteArrayContent(Frames.OfBytes(1)), []);
        request.Method = method;
        request.Content!.Headers.Remove("content-type");
        _ = contentType is not null && request.Content.Headers.TryAddWithoutValidation("content-type", contentType);
        using var response = await _http.SendAsync(request, limit.Token);
        return response.StatusCode;
    }

    public void Dispose() => _http.Dispose();

    internal static async Task<Answer> ReadToEndAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var messages = new List<ReceivedFrame>();
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (await ReceivedFrame.ReadAsync(body, cancellationToken) is { } frame)
        {
            messages.Add(frame);
        }

        return new(response.StatusCode, response.Headers, response.Content.Headers, response.TrailingHeaders, messages);
    }

    private HttpRequestMessage Request(string path, HttpContent content, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_host.Address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TryAddWithoutValidation("te", "trailers");
        if (headers.All(header => header.Name != "authorization"))
        {
            request.Headers.TryAddWithoutValidation("authorization", "Bearer " + FakeCollector.Key);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
