using System.Net.Http.Headers;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.Google.Rpc;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Tests.Receiving;

/// <summary>A call's responses and its end.</summary>
internal sealed record PublishAnswer(IReadOnlyList<PublishResponse> Responses, HttpResponseHeaders Ending)
{
    internal GrpcStatusCode Code => (GrpcStatusCode)int.Parse(Text("grpc-status")!);

    internal string Message => Uri.UnescapeDataString(Text("grpc-message") ?? "");

    internal TimeSpan? RetryDelay => Text("grpc-status-details-bin") is { } text
        ? Status.Parser.ParseFrom(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='))).Details.Single().Unpack<RetryInfo>().RetryDelay.ToTimeSpan()
        : null;

    private string? Text(string name) => Ending.TryGetValues(name, out var values) ? string.Join(",", values) : null;
}
