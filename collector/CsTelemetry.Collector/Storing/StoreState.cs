using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>Where the store stands by the log's own word, at start.</summary>
/// <param name="Checkpoint">The newest checkpoint.</param>
/// <param name="Pinned">The cuts behind it, which may or may not be in the store.</param>
internal sealed record StoreState(Checkpoint Checkpoint, IReadOnlyList<FrozenRange> Pinned);
