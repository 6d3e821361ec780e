using CsTelemetry.Protocol.V1;

namespace CsTelemetry.LoadGenerator.Sending;

/// <summary>What came back: the gRPC status as a number (or "none"), the response if it was OK, and whether a refusal said when to come back.</summary>
internal readonly record struct Answer(string Status, PublishResponse? Response, bool HasRetryInfo);
