using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>Where the store stands by the log's own word, at start.</summary>
/// <param name="Checkpoint">The newest checkpoint.</param>
/// <param name="Pinned">The cuts behind it, which may or may not be in the store.</param>
internal sealed record StoreState(Checkpoint Checkpoint, IReadOnlyList<FrozenRange> Pinned)
{
    /// <summary>How many cuts before the checkpoint are of interest.</summary>
    public const int MaxSettledCount = 32;

    /// <summary>Gets what cuts go without, by their first sequence.</summary>
    public IReadOnlyDictionary<long, Exclusion> Exclusions { get; init; } = new Dictionary<long, Exclusion>();

    /// <summary>Gets how many bytes of the log and of its digests were read to find this out.</summary>
    public long BytesRead { get; init; }

    /// <summary>Gets the newest cuts before the checkpoint, oldest first: they are in the store, if it has not lost them.</summary>
    public IReadOnlyList<FrozenRange> Settled { get; init; } = [];
}
