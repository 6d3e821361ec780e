namespace CsTelemetry.ClickHouse.Landing;

/// <summary>A day on which the rollup does not say what the raw table says.</summary>
/// <param name="Day">The day.</param>
/// <param name="RawEvents">Events in the raw table.</param>
/// <param name="RolledUpEvents">Events that the rollup counts.</param>
public readonly record struct RollupDifference(DateOnly Day, long RawEvents, long RolledUpEvents);
