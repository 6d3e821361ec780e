namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>How a message stands in a body.</summary>
internal enum MessageForm
{
    /// <summary>As protobuf bytes.</summary>
    Protobuf,

    /// <summary>As JSON, by protobuf's own mapping.</summary>
    Json,
}
