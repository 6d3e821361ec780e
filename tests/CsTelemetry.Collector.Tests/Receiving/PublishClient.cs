using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using CsTelemetry.Protocol.V1;
using Google.Protobuf;

namespace CsTelemetry.Collector.Tests.Receiving;

/// <summary>Is a gRPC client on bare HTTP/2, so that a test sees what is on the wire.</summary>
internal sealed class PublishClient(Uri address, string? key) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false });

    internal Task<PublishAnswer> PublishAsync(PublishRequest request) => CallAsync("Publish", new ByteArrayContent(Frame(request)));

    /// <summary>Sends all requests over one stream, whatever comes back meanwhile, and reads it to its end.</summary>
    internal Task<PublishAnswer> StreamAsync(IEnumerable<PublishRequest> requests) =>
        CallAsync("PublishStream", new ByteArrayContent([.. requests.SelectMany(Frame)]));

    /// <summary>Sends one request, does something, sends another, and reads the stream to its end.</summary>
    internal Task<PublishAnswer> StreamAsync(PublishRequest first, Func<Task> between, PublishRequest second) =>
        CallAsync("PublishStream", new SteppedContent(Frame(first), between, Frame(second)));

    /// <summary>Orders a user to be forgotten; the receipt id is the answer's first message, or null.</summary>
    internal async Task<(string? Status, string? Receipt)> ForgetAsync(ForgetRequest request)
    {
        var (body, ending) = await SendAsync("Forget", new ByteArrayContent(Frame(request)));
        return (ending.GetValues("grpc-status").Single(), body.Length == 0 ? null : ForgetResponse.Parser.ParseFrom(body, 5, body.Length - 5).ReceiptId);
    }

    public void Dispose() => _http.Dispose();

    private async Task<PublishAnswer> CallAsync(string method, HttpContent content)
    {
        var (body, ending) = await SendAsync(method, content);
        return new PublishAnswer([.. Messages(body)], ending);
    }

    private async Task<(byte[] Body, HttpResponseHeaders Ending)> SendAsync(string method, HttpContent content)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(address, $"/cstelemetry.v1.TelemetryCollector/{method}"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        message.Headers.TryAddWithoutValidation("te", "trailers");
        _ = key is not null && message.Headers.TryAddWithoutValidation("authorization", "Bearer " + key);
        using var response = await _http.SendAsync(message, limit.Token);
        var body = await response.Content.ReadAsByteArrayAsync(limit.Token);
        var ending = response.Headers.Contains("grpc-status") ? response.Headers : response.TrailingHeaders;
        return (body, ending);
    }

    private static byte[] Frame(IMessage request)
    {
        var payload = request.ToByteArray();
        var frame = new byte[5 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame, 5);
        return frame;
    }

    private static IEnumerable<PublishResponse> Messages(byte[] body)
    {
        for (var at = 0; at < body.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(at + 1));
            yield return PublishResponse.Parser.ParseFrom(body, at + 5, length);
            at += 5 + length;
        }
    }
}
