using System.Globalization;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Validating;
using CsTelemetry.Collector.Wire;
using CsTelemetry.Protocol.V1;
using Google.Protobuf;

namespace CsTelemetry.Benchmarks.Intake;

/// <summary>Measures what one event costs the collector's two halves, without network, disk and store, on one thread.</summary>
internal static class IntakeBenchmark
{
    private const int EventsPerBatch = 500;
    private const int BatchesPerBlock = 200;
    private const int Bursts = 15;

    public static int Run()
    {
        var now = TimeProvider.System.GetUtcNow();
        var sample = new SampleRequest(7, now);
        var requests = Enumerable.Range(1, BatchesPerBlock).Select(i => sample.Next((ulong)i, EventsPerBatch).ToByteArray()).ToArray();
        var tenant = new Cardinality(new CardinalityOptions(), TimeProvider.System).Of("demo");
        var records = requests.Select(request => Judge(request, now, tenant).ToArray()).ToArray();
        var columns = new EventColumns();
        using var encoder = new EventsBlockEncoder(1);

        var protobuf = Measure(() => { }, () => Array.ForEach(requests, request => PublishRequest.Parser.ParseFrom(request)));
        var judge = Measure(() => { }, () => Array.ForEach(requests, request => Judge(request, now, tenant)));
        var taken = Measure(columns.Clear, () => Fill(columns, records));
        var encoded = Measure(
            () =>
            {
                columns.Clear();
                Fill(columns, records);
            },
            () => encoder.Encode(new FrozenRange(1, BatchesPerBlock, columns.Count), columns));

        Console.WriteLine($"Batches of {EventsPerBatch} events of {requests.Average(request => request.Length) / EventsPerBatch:F0} bytes, blocks of {BatchesPerBlock * EventsPerBatch}; per event, {(ThreadCost.IsProcessorTime ? "processor time" : "elapsed time")} of one thread.");
        Console.WriteLine($"  Google.Protobuf, into objects               {protobuf}");
        Console.WriteLine($"  check every field, days, write the record   {judge}");
        Console.WriteLine($"  from the records into columns               {taken}");
        Console.WriteLine($"  put in order and write the Native block     {encoded}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"protobuf_ns={protobuf.Nanoseconds:F0} protobuf_bytes={protobuf.Bytes:F0} judge_ns={judge.Nanoseconds:F0} judge_bytes={judge.Bytes:F1} columns_ns={taken.Nanoseconds:F0} columns_bytes={taken.Bytes:F1} encode_ns={encoded.Nanoseconds:F0} encode_bytes={encoded.Bytes:F1}"));
        return 0;
    }

    private static ReadOnlyMemory<byte> Judge(byte[] request, DateTimeOffset now, TenantCardinality tenant)
    {
        using var buffer = BatchRecordBuffer.Rent(request.Length);
        request.CopyTo(buffer.Request);
        var batch = WireBatch.Read(buffer.Request);
        if (BatchCheck.Fault(batch) is { } fault)
        {
            throw new InvalidOperationException(fault);
        }

        var clock = ClockReading.Of(batch, now);
        var verdict = new BatchJudge(clock, TimeZoneInfo.Utc, null, backfill: false, erased: null, tenant).Judge(batch);
        var identity = new BatchIdentity("demo", batch.ClientInstanceId, batch.BatchSequence);
        return buffer.Seal(new BatchHead(identity, clock.ReceivedAt, clock.Correction, false, false, verdict.EventCount, verdict.AcceptedCount), verdict.Rejections, verdict.DayShifts);
    }

    private static void Fill(EventColumns columns, byte[][] records)
    {
        foreach (var record in records)
        {
            columns.Add(BatchRecord.Read(record));
        }
    }

    private static Figure Measure(Action prepare, Action work)
    {
        var costs = new List<ThreadCost>();
        for (var burst = 0; burst < Bursts; burst++)
        {
            prepare();
            var before = ThreadCost.Now;
            work();
            costs.Add(ThreadCost.Now - before);
        }

        // The first ones run code that is not yet optimised.
        return Figure.Of(costs.Skip(Bursts / 3).ToList(), BatchesPerBlock * EventsPerBatch);
    }
}
