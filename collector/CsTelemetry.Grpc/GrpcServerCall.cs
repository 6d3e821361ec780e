using CsTelemetry.Grpc.Calls;
using CsTelemetry.Grpc.Headers;
using Microsoft.AspNetCore.Http;

namespace CsTelemetry.Grpc;

/// <summary>One call as its handler sees it. Valid until the handler returns; reading from it is thread-safe.</summary>
public sealed class GrpcServerCall
{
    private readonly HttpContext _http;
    private readonly CallLifetime _lifetime;

    internal GrpcServerCall(HttpContext http, string method, DateTimeOffset? deadline, CallLifetime lifetime)
    {
        _http = http;
        _lifetime = lifetime;
        Method = method;
        Deadline = deadline;
    }

    /// <summary>Gets the method's path, such as <c>/cstelemetry.v1.TelemetryCollector/Publish</c>.</summary>
    public string Method { get; }

    /// <summary>Gets when the caller stops waiting, by the server's clock; null when it gave no deadline.</summary>
    public DateTimeOffset? Deadline { get; }

    /// <summary>Gets the token that is cancelled when the caller is gone, its deadline has passed, or the server stops and the grace of streams is over.</summary>
    public CancellationToken CancellationToken => _lifetime.Call;

    /// <summary>Gets the caller's address and port, for logs; a proxy's where there is one.</summary>
    public string Peer => $"{_http.Connection.RemoteIpAddress}:{_http.Connection.RemotePort}";

    /// <summary>Gets or sets who calls, as the authorisation hook found it; null before it ran and for open methods.</summary>
    public object? Caller { get; set; }

    /// <summary>Finds a text of the caller's metadata.</summary>
    /// <param name="key">The key; its case does not matter.</param>
    /// <returns>The value, several joined by commas; null when there is none.</returns>
    public string? GetMetadata(string key) =>
        _http.Request.Headers.TryGetValue(key, out var values) ? values.ToString() : null;

    /// <summary>Finds the bytes of the caller's metadata under a key that ends in <c>-bin</c>.</summary>
    /// <param name="key">The key; its case does not matter.</param>
    /// <returns>The values in order; none when there are none.</returns>
    /// <exception cref="ArgumentException">The key does not end in <c>-bin</c>.</exception>
    /// <exception cref="GrpcException">INTERNAL: a value is not base64.</exception>
    public IReadOnlyList<byte[]> GetBinaryMetadata(string key)
    {
        if (!key.EndsWith(HeaderNames.BinarySuffix, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The key '{key}' does not end in {HeaderNames.BinarySuffix}; only such keys carry bytes.", nameof(key));
        }

        if (!_http.Request.Headers.TryGetValue(key, out var texts))
        {
            return [];
        }

        return BinaryValue.TryDecodeAll(texts, out var values)
            ? values
            : throw new GrpcException(GrpcStatusCode.Internal, $"The metadata '{key}' is not base64.");
    }
}
