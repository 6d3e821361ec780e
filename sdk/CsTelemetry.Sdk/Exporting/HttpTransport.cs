using System.Net;
using System.Net.Http.Headers;
using CsTelemetry.Wire;

namespace CsTelemetry.Exporting;

/// <summary>Posts the same messages over HTTP/1.1, where there is no HTTP/2 or it does not get through. Safe for concurrent calls.</summary>
internal sealed class HttpTransport : ICallTransport
{
    private const string MediaType = "application/x-protobuf";

    private readonly CsTelemetryOptions _options;
    private readonly string _userAgent;
    private readonly TimeProvider _time;
    private readonly Uri _address;
    private readonly BoundedCall _call;

    public HttpTransport(CsTelemetryOptions options, string userAgent, TimeProvider time)
    {
        _options = options;
        _userAgent = userAgent;
        _time = time;
        _address = CollectorAddress.Http(options);
        var http = new HttpMessageInvoker(CollectorHandler.Create(options, _address), disposeHandler: true);
        _call = new BoundedCall(http, _address.Authority, options.AttemptTimeout, time);
    }

    public async Task<CallOutcome> CallAsync(CollectorMethod method, ReadOnlyMemory<byte> frame, CancellationToken abort)
    {
        using var packed = _options.Compression == TelemetryCompression.Gzip ? GzipFrame.TryPack(frame) : null;
        var body = (packed?.Frame ?? frame).Slice(BatchFrame.GrpcHeaderBytes);
        return await _call.RunAsync(body, content => NewRequest(method, content, packed is not null), ReadAsync, abort).ConfigureAwait(false);
    }

    public void Dispose() => _call.Dispose();

    private HttpRequestMessage NewRequest(CollectorMethod method, HttpContent content, bool isPacked)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
        if (isPacked)
        {
            content.Headers.TryAddWithoutValidation("content-encoding", "gzip");
        }

        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, method.HttpPath)) { Version = HttpVersion.Version11, Content = content };
        request.Headers.TryAddWithoutValidation("user-agent", _userAgent);
        request.Headers.TryAddWithoutValidation("accept", MediaType);
        request.Headers.TryAddWithoutValidation("authorization", $"Bearer {_options.ApiKey}");
        return request;
    }

    private async Task<CallOutcome> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var isOurs = string.Equals(response.Content.Headers.ContentType?.MediaType, MediaType, StringComparison.OrdinalIgnoreCase);
        if (isOurs && await BodyBytes.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false) is { } body)
        {
            return status == (int)HttpStatusCode.OK
                ? CallOutcome.Answered(body)
                : CallOutcome.Told(PathFinding.Collector, HttpVerdict.Of(status, body, RetryAfterHeader.Read(response.Headers, _time.GetUtcNow())));
        }

        // Such as the page of a proxy or of a hotel's gate: never taken as a delivery.
        return status == (int)HttpStatusCode.OK
            ? CallOutcome.Failed(PathFinding.Stranger, $"{_address.Authority} answered HTTP 200 and not as a collector does")
            : CallOutcome.Told(PathFinding.Stranger, HttpVerdict.Of(status, null, RetryAfterHeader.Read(response.Headers, _time.GetUtcNow())));
    }
}
