namespace CsTelemetry;

/// <summary>Names the ways batches can travel.</summary>
public enum TelemetryTransport
{
    /// <summary>gRPC, and HTTP/1.1 where something on the way does not let HTTP/2 through; always HTTP/1.1 on netstandard2.0.</summary>
    Auto,

    /// <summary>gRPC over HTTP/2 only; not on netstandard2.0.</summary>
    Grpc,

    /// <summary>The same bytes as a POST over HTTP/1.1.</summary>
    Http,
}
