using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Wal.Segments;

/// <summary>Is a segment that was just started.</summary>
/// <param name="Segment">The segment, without records.</param>
/// <param name="File">Its file, open for writing.</param>
/// <param name="IsPrepared">Whether the file has its full length already, in zeros.</param>
internal readonly record struct NewSegment(Segment Segment, ILogFile File, bool IsPrepared);
