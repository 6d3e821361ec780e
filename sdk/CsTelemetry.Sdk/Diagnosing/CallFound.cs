using CsTelemetry.Exporting;

namespace CsTelemetry.Diagnosing;

/// <summary>Holds what came of asking the collector by each way.</summary>
/// <param name="Grpc">By gRPC; null when it is not used.</param>
/// <param name="Http">By HTTP; null when it is not used.</param>
/// <param name="Now">Our clock when the answers were there.</param>
internal sealed record CallFound(CallOutcome? Grpc, CallOutcome? Http, DateTimeOffset Now)
{
    /// <summary>Gets the outcome of a way that reached a collector; null when none did.</summary>
    public CallOutcome? Reached =>
        Grpc is { Path: PathFinding.Collector } ? Grpc
        : Http is { Path: PathFinding.Collector } ? Http
        : null;
}
