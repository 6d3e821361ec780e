namespace CsTelemetry.Collector.Receiving.Importing;

/// <summary>How far a file has been imported.</summary>
/// <param name="Rows">Rows that are done with.</param>
/// <param name="Batches">Batches that were made of them.</param>
/// <param name="Accepted">Events that were accepted.</param>
/// <param name="Rejected">Rows that could not be read, or were rejected.</param>
/// <param name="IsDone">Whether that is all.</param>
internal sealed record ImportPoint(long Rows, ulong Batches, long Accepted, long Rejected, bool IsDone);
