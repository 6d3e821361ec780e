using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>What one call brought.</summary>
internal sealed record ReceivedBatch(PublishRequest Request, byte[] Body, IReadOnlyDictionary<string, string> Headers);
