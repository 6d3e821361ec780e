using System.Globalization;

namespace CsTelemetry.Benchmarks.Track;

/// <summary>Measures what one Track call costs the calling thread: with no and with three properties, idle and while batches are being sent, on 1 and 8 threads.</summary>
internal static class TrackBenchmark
{
    // Fewer calls than a batch holds: nothing is sent while an idle burst is measured.
    private const int IdleCalls = 400;
    private const int FlushCalls = 2_000;
    private const int Users = 64;

    private static readonly string[] UserIds = Enumerable.Range(0, Users).Select(i => $"user-{i:D8}").ToArray();

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var sink = await Sink.StartAsync();
        await using var client = CsTelemetryClient.Create(options =>
        {
            options.Endpoint = Sink.AddressOf(sink);
            options.ApiKey = "bench.secret";
            options.FlushInterval = TimeSpan.FromHours(1);
            options.MaxBufferEvents = 200_000;
            options.MaxBufferBytes = 64 * 1024 * 1024;
        });
        Warm(client);
        // The first time through only lets the runtime's compiler see what it is to optimise.
        Measure(client, TextWriter.Null);
        var report = Measure(client, Console.Out);
        await client.FlushAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return Print(report, client.GetStats());
    }

    private static Report Measure(CsTelemetryClient client, TextWriter output)
    {
        var json = new ObviousWay();
        output.WriteLine(ThreadCost.IsProcessorTime ? "Thread processor time per call; median of bursts." : "Elapsed time per call (no thread clock here); median of bursts.");
        output.WriteLine($"{"",-34} {"0 properties",20} {"3 properties",20}");
        var idle = Row(output, "CsTelemetry, idle, 1 thread", i => Plain(client, i), i => WithThree(client, i), new(1, 600, IdleCalls), () => Drain(client, 0));
        Row(output, "CsTelemetry, idle, 8 threads", i => Plain(client, i), i => WithThree(client, i), new(8, 400, 20), () => Drain(client, 0));
        var flush = Row(output, "CsTelemetry, sending, 1 thread", i => Plain(client, i), i => WithThree(client, i), new(1, 200, FlushCalls), () => KeepSending(client));
        Row(output, "CsTelemetry, sending, 8 threads", i => Plain(client, i), i => WithThree(client, i), new(8, 50, FlushCalls), () => KeepSending(client));
        Row(output, "JSON + ConcurrentQueue, 1 thread", i => PlainJson(json, i), i => JsonWithThree(json, i), new(1, 200, IdleCalls), json.Empty);
        Row(output, "JSON + ConcurrentQueue, 8 threads", i => PlainJson(json, i), i => JsonWithThree(json, i), new(8, 50, IdleCalls), json.Empty);
        return new(idle.None, idle.Three, flush.None);
    }

    private static (Figure None, Figure Three) Row(TextWriter output, string name, Action<int> none, Action<int> three, Bursts bursts, Action between)
    {
        var (first, second) = (bursts.Run(none, between), bursts.Run(three, between));
        output.WriteLine($"{name,-34} {first,20} {second,20}");
        return (first, second);
    }

    private static int Print(Report report, TelemetryStatistics stats)
    {
        // A dropped event would be a cheap one.
        if (stats.Dropped.Total + stats.Rejected.Total + stats.Queued > 0)
        {
            Console.WriteLine($"The figures do not count: not every event was delivered. {stats}");
            return 1;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stats.Delivered:N0} events delivered, none dropped."));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"track0_ns={report.None.Nanoseconds:F0} track0_bytes={report.None.Bytes:F0} track3_ns={report.Three.Nanoseconds:F0} track3_bytes={report.Three.Bytes:F0} flush_ns={report.Flush.Nanoseconds:F0}"));
        return 0;
    }

    private static void Warm(CsTelemetryClient client)
    {
        var json = new ObviousWay();
        for (var round = 0; round < 40; round++)
        {
            // Gives the runtime's compiler its pauses: it does not optimise while new code keeps coming.
            Thread.CurrentThread.Join(50);
            for (var i = 0; i < FlushCalls; i++)
            {
                Plain(client, i);
                WithThree(client, i);
                PlainJson(json, i);
                JsonWithThree(json, i);
            }

            json.Empty();
            Drain(client, 0);
        }
    }

    private static void Plain(CsTelemetryClient client, int i) => client.TrackFeature("reports.export", "account-0042", UserIds[i % Users]);

    private static void WithThree(CsTelemetryClient client, int i) => client.TrackFeature("reports.export", "account-0042", UserIds[i % Users], new()
    {
        Properties = [new("format", "pdf"), new("rows", i), new("ratio", 0.25)],
    });

    private static void PlainJson(ObviousWay json, int i) => json.Track("reports.export", "account-0042", UserIds[i % Users], null);

    private static void JsonWithThree(ObviousWay json, int i) =>
        json.Track("reports.export", "account-0042", UserIds[i % Users], new() { ["format"] = "pdf", ["rows"] = i, ["ratio"] = 0.25 });

    private static void KeepSending(CsTelemetryClient client) => Drain(client, 20_000);

    /// <summary>Waits until no more than that many events wait.</summary>
    private static void Drain(CsTelemetryClient client, long most)
    {
        while (client.GetStats().Queued > most)
        {
            client.FlushAsync(TimeSpan.FromMilliseconds(most == 0 ? 1_000 : 1)).AsTask().GetAwaiter().GetResult();
        }
    }

    private sealed record Report(Figure None, Figure Three, Figure Flush);
}
