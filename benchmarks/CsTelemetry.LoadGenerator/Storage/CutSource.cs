using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Validating;
using CsTelemetry.Collector.Wire;
using CsTelemetry.LoadGenerator.Sending;

namespace CsTelemetry.LoadGenerator.Storage;

/// <summary>Makes cuts as the collector would of the load's batches: judged, taken apart into columns, ready to be encoded.</summary>
internal sealed class CutSource(IReadOnlyList<BatchTemplate> templates, int rows)
{
    private const int GrpcHeaderBytes = 5;
    private const ulong Client = 0x10AD;

    private readonly TenantCardinality _names = new Cardinality(new CardinalityOptions(), TimeProvider.System).Of("load");
    private readonly EventColumns _columns = new();
    private readonly byte[] _frame = new byte[templates.Max(template => template.FrameBytes)];
    private ulong _batch;
    private ulong _sequence = 1;

    /// <summary>Makes the next cut. Its rows are there until the one after it is made.</summary>
    public FrozenBatch Next()
    {
        _columns.Clear();
        var first = (long)_batch + 1;
        while (_columns.Count < rows)
        {
            Add(templates[(int)(_batch % (ulong)templates.Count)]);
        }

        var range = new FrozenRange(first, (long)_batch, _columns.Count);
        return new FrozenBatch(RangeFootprint.Of(range, _columns, rejectedCount: 0), _columns, IsPinned: true);
    }

    private void Add(BatchTemplate template)
    {
        var now = TimeProvider.System.GetUtcNow();
        template.WriteTo(_frame, Client, ++_batch, _sequence, now.ToUnixTimeMilliseconds());
        _sequence += (ulong)template.EventCount;
        using var buffer = BatchRecordBuffer.Rent(template.FrameBytes - GrpcHeaderBytes);
        _frame.AsSpan(GrpcHeaderBytes, template.FrameBytes - GrpcHeaderBytes).CopyTo(buffer.Request);
        var sent = WireBatch.Read(buffer.Request);
        var clock = ClockReading.Of(sent, now);
        var verdict = new BatchJudge(clock, TimeZoneInfo.Utc, null, backfill: false, erased: null, _names).Judge(sent);
        var head = new BatchHead(new BatchIdentity("load", Client, _batch), clock.ReceivedAt, clock.Correction, false, false, verdict.EventCount, verdict.AcceptedCount);
        _columns.Add(BatchRecord.Read(buffer.Seal(head, verdict.Rejections, verdict.DayShifts).Span));
    }
}
