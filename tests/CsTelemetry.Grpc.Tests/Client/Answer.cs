using System.Net;
using System.Net.Http.Headers;
using CsTelemetry.Protocol.Google.Rpc;

namespace CsTelemetry.Grpc.Tests.Client;

/// <summary>A response read to its end.</summary>
internal sealed record Answer(HttpStatusCode HttpStatus, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, HttpResponseHeaders Trailers, IReadOnlyList<ReceivedFrame> Messages)
{
    public bool IsTrailersOnly => Headers.Contains("grpc-status");

    private HttpResponseHeaders Ending => IsTrailersOnly ? Headers : Trailers;

    /// <summary>Gets the status; a missing one is UNKNOWN, never OK.</summary>
    public GrpcStatusCode Code => Text(Ending, "grpc-status") is { } code ? (GrpcStatusCode)int.Parse(code) : GrpcStatusCode.Unknown;

    /// <summary>Gets the message as it stood on the wire.</summary>
    public string? RawMessage => Text(Ending, "grpc-message");

    public string Message => Uri.UnescapeDataString(RawMessage ?? string.Empty);

    public string? RawDetails => Text(Ending, "grpc-status-details-bin");

    public Status? Details => RawDetails is { } text
        ? Status.Parser.ParseFrom(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')))
        : null;

    public TimeSpan? RetryDelay => Details?.Details.Single().Unpack<RetryInfo>().RetryDelay.ToTimeSpan();

    public string? Header(string name) => Text(Headers, name);

    private static string? Text(HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;
}
