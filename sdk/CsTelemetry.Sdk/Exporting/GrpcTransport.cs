using System.Net;
using System.Net.Http.Headers;
using CsTelemetry.Wire;

namespace CsTelemetry.Exporting;

/// <summary>Publishes batches as unary gRPC calls over HTTP/2, in clear text or TLS. Safe for concurrent calls.</summary>
internal sealed class GrpcTransport : IBatchTransport
{
    private const string PublishPath = "/cstelemetry.v1.TelemetryCollector/Publish";

    private readonly HttpMessageInvoker _http;
    private readonly Uri _address;
    private readonly string _authorization;
    private readonly string _userAgent;
    private readonly TimeSpan _attemptTimeout;
    private readonly TimeProvider _time;

    public GrpcTransport(CsTelemetryOptions options, string userAgent, TimeProvider time)
    {
        _address = new Uri(options.Endpoint, PublishPath);
        _authorization = $"Bearer {options.ApiKey}";
        _userAgent = userAgent;
        _attemptTimeout = options.AttemptTimeout;
        _time = time;
        _http = new HttpMessageInvoker(NewHandler(options), disposeHandler: true);
    }

    public async Task<AttemptResult> SendAsync(ReadOnlyMemory<byte> frame, CancellationToken abort)
    {
        using var deadline = new CancellationTokenSource(_attemptTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, abort);
        using var content = new FrameContent(frame);
        try
        {
            using var request = NewRequest(content);
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            return await ReadAsync(response, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            return AttemptResult.Retry($"no answer from {_address.Authority} within {_attemptTimeout.TotalSeconds:0.###} s");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException && !abort.IsCancellationRequested)
        {
            // Whether the collector got the batch is unknown; it recognises it when it comes again.
            return AttemptResult.Retry($"{_address.Authority}: {failure.GetBaseException().Message}");
        }
        finally
        {
            await content.ReleaseAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler NewHandler(CsTelemetryOptions options) => new()
    {
        // A proxy can tunnel TLS but not HTTP/2 in clear text.
        UseProxy = options.Endpoint.Scheme == Uri.UriSchemeHttps,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        // Our own calls must not show up in the app's traces.
        ActivityHeadersPropagator = null,
        ConnectTimeout = options.AttemptTimeout,
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        // A moved collector is found again by name.
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        MaxResponseHeadersLength = 64,
    };

    private HttpRequestMessage NewRequest(FrameContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TryAddWithoutValidation("te", "trailers");
        request.Headers.TryAddWithoutValidation("user-agent", _userAgent);
        request.Headers.TryAddWithoutValidation("grpc-timeout", GrpcTimeout.Format(_attemptTimeout));
        request.Headers.TryAddWithoutValidation("authorization", _authorization);
        return request;
    }

    private static async Task<AttemptResult> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (GrpcStatus.From(response.Headers) is { Code: not GrpcStatusCode.Ok } early)
        {
            return StatusVerdict.Of(in early);
        }

        if (response.StatusCode != HttpStatusCode.OK || !IsGrpc(response.Content.Headers.ContentType))
        {
            var guess = GrpcStatus.From(response.StatusCode);
            return StatusVerdict.Of(in guess);
        }

        // The trailers exist only after the body is read to its end.
        var body = await ReplyBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        if (GrpcStatus.From(response.TrailingHeaders) is not { } status)
        {
            // Never taken as OK. The connection was cut, so it is as if there had been no answer.
            return AttemptResult.Retry("the answer ended without a gRPC status");
        }

        return status.Code != GrpcStatusCode.Ok ? StatusVerdict.Of(in status)
            : body is null || PublishReply.Read(body) is not { } reply ? AttemptResult.Retry("the answer is not a PublishResponse")
            : AttemptResult.Answered(reply);
    }

    private static bool IsGrpc(MediaTypeHeaderValue? type) =>
        type?.MediaType is { } name && (name.Equals("application/grpc", StringComparison.OrdinalIgnoreCase) || name.StartsWith("application/grpc+", StringComparison.OrdinalIgnoreCase));
}
