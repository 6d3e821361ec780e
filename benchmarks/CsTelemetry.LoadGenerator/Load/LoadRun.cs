using System.Diagnostics;
using System.Globalization;
using CsTelemetry.LoadGenerator.Naive;
using CsTelemetry.LoadGenerator.Running;
using CsTelemetry.LoadGenerator.Sending;

namespace CsTelemetry.LoadGenerator.Load;

/// <summary>Runs the load against a collector process and measures it, its store, and the way of an event into the rollup.</summary>
internal static class LoadRun
{
    private const int Templates = 2_000;
    private const long WarmUpEvents = 500_000;
    private static readonly TimeSpan PacedPhase = TimeSpan.FromSeconds(15);

    public static Task<int> RunAsync(LoadOptions options, CancellationToken cancellationToken) => RunFolder.UseAsync("load", async folder =>
    {
        await using var store = await Store.StartAsync(Path.Combine(folder, "clickhouse"), cancellationToken);
        var usage = new Usage(20261122);
        var templates = Enumerable.Range(0, Templates).Select(_ => new BatchTemplate(usage.Batch(options.Batch))).ToList();
        var report = await MeasureAsync(store, templates, options, folder, cancellationToken);
        var naive = options.Naive ? await NaiveRun.MeasureAsync(store, templates, options, cancellationToken) : null;
        foreach (var line in naive is null ? [] : Comparison.Lines(report.Ours, naive))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine(report.ToLine(naive));
        return 0;
    });

    private static async Task<LoadReport> MeasureAsync(Store store, List<BatchTemplate> templates, LoadOptions options, string folder, CancellationToken cancellationToken)
    {
        await using var collector = new CollectorUnderTest(Path.Combine(folder, "collector"), store.Endpoint);
        var key = await collector.CreateKeyAsync("load", "ingest,read");
        await collector.StartAsync(cancellationToken);
        var connections = Enumerable.Range(0, options.Connections).Select(_ => new Connection(collector.Grpc, key)).ToList();
        var sender = new Sender(connections, templates, options.InFlight);

        await sender.RunAsync(WarmUpEvents / options.Batch, null, cancellationToken);
        await LandedAsync(store, sender, cancellationToken);
        var (collectorBefore, storeBefore) = (ProcessReading.Of(collector.ProcessId), ProcessReading.Of(store.ProcessId));
        var started = Stopwatch.GetTimestamp();
        var full = await sender.RunAsync(options.Events / options.Batch, null, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var atAck = ProcessReading.Of(collector.ProcessId);
        await LandedAsync(store, sender, cancellationToken);
        var landed = Stopwatch.GetElapsedTime(started);
        var (collectorAfter, storeAfter) = (ProcessReading.Of(collector.ProcessId), ProcessReading.Of(store.ProcessId));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Full speed: {options.Events:N0} events acknowledged in {elapsed.TotalSeconds:F1} s, landed in {landed.TotalSeconds:F1} s; ack p50 {Quantile.Of(full, .5).TotalMilliseconds:F1} ms, p99 {Quantile.Of(full, .99).TotalMilliseconds:F1} ms; collector {(collectorAfter.Processor - collectorBefore.Processor).TotalSeconds:F1} CPU-s ({(atAck.Processor - collectorBefore.Processor).TotalSeconds:F1} until the last ack), store {(storeAfter.Processor - storeBefore.Processor).TotalSeconds:F1} CPU-s."));

        // Half of what the whole chain carries, not of what the log alone takes in.
        var half = options.Events / landed.TotalSeconds / 2;
        using var ending = new CancellationTokenSource();
        var probe = new FreshnessProbe(store, () => sender.AcknowledgedEvents, 0);
        var freshness = probe.RunAsync(ending.Token, cancellationToken);
        var pacedBatches = (long)(half * PacedPhase.TotalSeconds / options.Batch);
        var paced = await sender.RunAsync(pacedBatches, half, cancellationToken);
        await ending.CancelAsync();
        var ages = await freshness;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Half speed: {half:N0} events/s for {PacedPhase.TotalSeconds:F0} s, beside the merges that full speed has left."));
        await MergedAsync(store, cancellationToken);
        var rested = await sender.RunAsync(pacedBatches, half, cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Half speed again, once those were done: ack p50 {Quantile.Of(rested, .5).TotalMilliseconds:F1} ms, p99 {Quantile.Of(rested, .99).TotalMilliseconds:F1} ms."));

        await store.Client.ExecuteAsync(new ClickHouse.ClickHouseQuery("OPTIMIZE TABLE events FINAL"), cancellationToken);
        var bytes = await store.CountAsync("SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND table = 'events' AND database = currentDatabase()", cancellationToken);
        var rows = await store.CountAsync("SELECT count() FROM events", cancellationToken);
        connections.ForEach(connection => connection.Dispose());
        return new LoadReport
        {
            Ours = new PipelineFigures(
                options.Events / elapsed.TotalSeconds,
                (collectorAfter.Processor - collectorBefore.Processor).TotalNanoseconds / options.Events,
                (storeAfter.Processor - storeBefore.Processor).TotalNanoseconds / options.Events,
                Quantile.Of(full, .5),
                Quantile.Of(full, .99)),
            AckHalf = Quantile.Of(paced, .5),
            AckNinetyNine = Quantile.Of(paced, .99),
            BytesPerEvent = (double)bytes / rows,
            Freshness = Quantile.Of(ages, .99),
            CollectorResidentBytes = ProcessReading.Of(collector.ProcessId).PeakResidentBytes,
            StoreResidentBytes = ProcessReading.Of(store.ProcessId).PeakResidentBytes,
        };
    }

    private static async Task MergedAsync(Store store, CancellationToken cancellationToken)
    {
        while (await store.CountAsync("SELECT count() FROM system.merges", cancellationToken) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task LandedAsync(Store store, Sender sender, CancellationToken cancellationToken)
    {
        // Counting raw rows costs the store nothing: the rollup is added up only when they are all there.
        while (await store.CountAsync("SELECT count() FROM events", cancellationToken) < sender.AcknowledgedEvents
            || await store.CountAsync("SELECT sum(events) FROM usage_daily", cancellationToken) < sender.AcknowledgedEvents)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }
}
