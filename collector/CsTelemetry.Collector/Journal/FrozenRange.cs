namespace CsTelemetry.Collector.Journal;

/// <summary>A cut of the log. Its rows, their order and its token follow from it alone, so every attempt sends the same bytes.</summary>
/// <param name="First">The sequence of the first batch record in it.</param>
/// <param name="Last">The sequence of the last.</param>
/// <param name="EventCount">How many events it holds.</param>
internal readonly record struct FrozenRange(long First, long Last, int EventCount);
