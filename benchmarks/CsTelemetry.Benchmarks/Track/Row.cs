namespace CsTelemetry.Benchmarks.Track;

/// <summary>Holds what a call costs with no and with three properties.</summary>
internal readonly record struct Row(Figure None, Figure Three);
