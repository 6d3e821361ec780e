namespace CsTelemetry.LoadGenerator.Overload;

/// <summary>What the run is asked for.</summary>
internal sealed record OverloadOptions(double Times, TimeSpan Duration, int Connections, int Batch);
