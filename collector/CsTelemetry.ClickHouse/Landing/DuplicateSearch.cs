namespace CsTelemetry.ClickHouse.Landing;

/// <summary>
/// What is still to be looked at: days of one shard on which something new landed. Made by
/// <see cref="DuplicateBatches.TouchedAsync"/>.
/// </summary>
/// <param name="Shard">The shard's place among the shards.</param>
/// <param name="Days">The days, and their neighbours: two copies of an event may differ in their corrected time.</param>
public sealed record DuplicateSearch(int Shard, IReadOnlyList<DateOnly> Days);
