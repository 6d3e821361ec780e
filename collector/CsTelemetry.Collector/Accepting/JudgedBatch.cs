using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Accepting;

/// <summary>A batch that has been judged, ready for the log.</summary>
/// <param name="Identity">Its name.</param>
/// <param name="EventCount">How many events it holds.</param>
/// <param name="Rejections">Those that are turned away, in their order.</param>
/// <param name="Record">Its record; it stays as it is until the log has answered.</param>
internal readonly record struct JudgedBatch(BatchIdentity Identity, int EventCount, IReadOnlyList<Rejection> Rejections, ReadOnlyMemory<byte> Record)
{
    public int AcceptedCount => EventCount - Rejections.Count;
}
