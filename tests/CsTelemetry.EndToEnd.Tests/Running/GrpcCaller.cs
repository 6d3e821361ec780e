using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace CsTelemetry.EndToEnd.Tests.Running;

/// <summary>Calls one method of the service over bare HTTP/2, as any gRPC client does.</summary>
internal sealed class GrpcCaller(Uri address, string key) : IDisposable
{
    // | compressed:1 | length:4 |   big-endian, before each message
    private const int PrefixBytes = 5;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };

    public void Dispose() => _http.Dispose();

    public async Task<TResponse> CallAsync<TResponse>(string method, IMessage request, MessageParser<TResponse> responses)
        where TResponse : IMessage<TResponse>
    {
        var payload = request.ToByteArray();
        var frame = new byte[PrefixBytes + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame, PrefixBytes);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri($"/cstelemetry.v1.TelemetryCollector/{method}", UriKind.Relative))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        message.Headers.TryAddWithoutValidation("te", "trailers");
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await _http.SendAsync(message);
        var body = await response.Content.ReadAsByteArrayAsync();
        var ending = response.Headers.Contains("grpc-status") ? response.Headers : response.TrailingHeaders;
        Assert.Equal("0", string.Join(',', ending.GetValues("grpc-status")));
        return responses.ParseFrom(body, PrefixBytes, body.Length - PrefixBytes);
    }
}
