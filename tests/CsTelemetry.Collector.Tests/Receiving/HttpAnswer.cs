using System.Net;
using System.Text.Json.Nodes;
using CsTelemetry.Protocol.Google.Rpc;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Tests.Receiving;

/// <summary>An answer to a POST, read whole.</summary>
internal sealed record HttpAnswer(HttpStatusCode Code, string? Type, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    internal PublishResponse Response => PublishResponse.Parser.ParseFrom(Body);

    internal Status Status => Status.Parser.ParseFrom(Body);

    internal JsonNode Json => JsonNode.Parse(Body)!;

    internal TimeSpan RetryDelay => Status.Details.Single().Unpack<RetryInfo>().RetryDelay.ToTimeSpan();
}
