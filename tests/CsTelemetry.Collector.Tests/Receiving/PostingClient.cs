using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CsTelemetry.Protocol.V1;
using Google.Protobuf;

namespace CsTelemetry.Collector.Tests.Receiving;

/// <summary>Posts to a collector as a client without gRPC would.</summary>
internal sealed class PostingClient(Uri address, string? key) : IDisposable
{
    internal const string Protobuf = "application/x-protobuf";
    internal const string Json = "application/json";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost" },
    });

    internal Version Version { get; init; } = HttpVersion.Version11;

    internal Task<HttpAnswer> PublishAsync(PublishRequest request) => PostAsync(request.ToByteArray(), Protobuf);

    internal Task<HttpAnswer> PostJsonAsync(string json) => PostAsync(Encoding.UTF8.GetBytes(json), Json);

    internal Task<HttpAnswer> PostGzipAsync(byte[] body, string type = Protobuf) => PostAsync(Gzip(body), type, "gzip");

    internal Task<HttpAnswer> PostAsync(byte[] body, string type, string? encoding = null) => SendAsync(HttpMethod.Post, "/v1/publish", message =>
    {
        message.Content = new ByteArrayContent(body);
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        _ = encoding is not null && message.Content.Headers.TryAddWithoutValidation("content-encoding", encoding);
    });

    internal async Task<HttpAnswer> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage>? change = null)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var message = new HttpRequestMessage(method, new Uri(address, path)) { Version = Version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        _ = key is not null && message.Headers.TryAddWithoutValidation("authorization", "Bearer " + key);
        change?.Invoke(message);
        using var response = await _http.SendAsync(message, limit.Token);
        var body = await response.Content.ReadAsByteArrayAsync(limit.Token);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        return new HttpAnswer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, headers, body);
    }

    internal static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }

    public void Dispose() => _http.Dispose();
}
