#if NET
using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using CsTelemetry.Wire;

namespace CsTelemetry.Exporting;

/// <summary>Makes unary gRPC calls over HTTP/2, in clear text or TLS. Safe for concurrent calls.</summary>
internal sealed class GrpcTransport : ICallTransport
{
    private readonly CsTelemetryOptions _options;
    private readonly string _userAgent;
    private readonly BoundedCall _call;

    public GrpcTransport(CsTelemetryOptions options, string userAgent, TimeProvider time)
    {
        _options = options;
        _userAgent = userAgent;
        var http = new HttpMessageInvoker(CollectorHandler.Create(options, options.Endpoint), disposeHandler: true);
        _call = new BoundedCall(http, options.Endpoint.Authority, options.AttemptTimeout, time);
    }

    public async Task<CallOutcome> CallAsync(CollectorMethod method, ReadOnlyMemory<byte> frame, CancellationToken abort)
    {
        using var packed = _options.Compression == TelemetryCompression.Gzip ? GzipFrame.TryPack(frame) : null;
        return await _call.RunAsync(packed?.Frame ?? frame, content => NewRequest(method, content, packed is not null), ReadAsync, abort).ConfigureAwait(false);
    }

    public void Dispose() => _call.Dispose();

    private HttpRequestMessage NewRequest(CollectorMethod method, HttpContent content, bool isPacked)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_options.Endpoint, method.GrpcPath))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TryAddWithoutValidation("te", "trailers");
        request.Headers.TryAddWithoutValidation("user-agent", _userAgent);
        request.Headers.TryAddWithoutValidation("grpc-timeout", GrpcTimeout.Format(_options.AttemptTimeout));
        request.Headers.TryAddWithoutValidation("authorization", $"Bearer {_options.ApiKey}");
        if (isPacked)
        {
            request.Headers.TryAddWithoutValidation("grpc-encoding", "gzip");
        }

        return request;
    }

    private static async Task<CallOutcome> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (GrpcStatusReader.From(response.Headers) is { Code: not GrpcStatusCode.Ok } early)
        {
            return CallOutcome.Told(PathFinding.Collector, in early);
        }

        if (response.StatusCode != HttpStatusCode.OK || !IsGrpc(response.Content.Headers.ContentType))
        {
            return CallOutcome.Told(PathFinding.Stranger, GrpcStatus.FromHttp((int)response.StatusCode));
        }

        // The trailers exist only after the body is read to its end.
        var body = await BodyBytes.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        if (GrpcStatusReader.From(response.TrailingHeaders) is not { } status)
        {
            // Never taken as OK. The connection was cut, or something on the way loses trailers, so it is as if there
            // had been no answer.
            return CallOutcome.Failed(PathFinding.Broken, "the answer ended without a gRPC status");
        }

        return status.Code == GrpcStatusCode.Ok ? CallOutcome.Answered(Message(body)) : CallOutcome.Told(PathFinding.Collector, in status);
    }

    /// <summary>Takes the message out of its frame; null when the body is not exactly one uncompressed message.</summary>
    private static byte[]? Message(byte[]? body) =>
        body is { Length: >= BatchFrame.GrpcHeaderBytes } && body[0] == 0
        && BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(1)) == (uint)(body.Length - BatchFrame.GrpcHeaderBytes)
            ? body[BatchFrame.GrpcHeaderBytes..]
            : null;

    private static bool IsGrpc(MediaTypeHeaderValue? type) =>
        type?.MediaType is { } name && (name.Equals("application/grpc", StringComparison.OrdinalIgnoreCase) || name.StartsWith("application/grpc+", StringComparison.OrdinalIgnoreCase));
}
#endif
