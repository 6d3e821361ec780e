using CsTelemetry.Wal.Segments;

namespace CsTelemetry.Wal.Recovery;

/// <summary>Is what the inspection of a directory found.</summary>
/// <param name="LogId">The log's id, durable.</param>
/// <param name="Segments">The segments to read from, oldest first, all sealed.</param>
/// <param name="NextSequence">The first sequence that can never have been acknowledged.</param>
/// <param name="Repairs">What is to be changed on disk, once a new segment at <paramref name="NextSequence"/> is durable.</param>
internal sealed record RecoveredLog(ulong LogId, IReadOnlyList<Segment> Segments, long NextSequence, RecoveryRepairs Repairs);
