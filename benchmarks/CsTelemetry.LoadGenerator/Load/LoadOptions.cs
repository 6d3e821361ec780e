namespace CsTelemetry.LoadGenerator.Load;

/// <summary>What the run is asked for.</summary>
internal sealed record LoadOptions(long Events, int Batch, int Connections, int InFlight, bool Naive);
