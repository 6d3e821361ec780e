using System.Globalization;

namespace CsTelemetry.Benchmarks.Track;

/// <summary>Measures what one Track call costs the calling thread: with no and with three properties, idle and while batches are being sent, on 1 and 8 threads, beside other ways.</summary>
internal static class TrackBenchmark
{
    // Fewer calls than a batch holds: nothing is sent while an idle burst is measured.
    private const int IdleCalls = 400;
    private const int FlushCalls = 2_000;

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var sink = await Sink.StartAsync();
        await using var client = CsTelemetryClient.Create(options =>
        {
            options.Endpoint = Sink.AddressOf(sink);
            options.ApiKey = "bench.secret";
            options.Transport = TelemetryTransport.Grpc;
            options.FlushInterval = TimeSpan.FromHours(1);
            options.MaxBufferEvents = 200_000;
            options.MaxBufferBytes = 64 * 1024 * 1024;
        });
        using var openTelemetry = new OpenTelemetryWay();
        using var serilog = new SerilogWay();
        var ours = new ClientWay(client);
        var named = new NamedWay(client, ours);
        IWay[] others = [openTelemetry, serilog, new ObviousWay()];
        Warm([ours, named, .. others]);
        // The first time through only lets the runtime's compiler see what it is to optimise.
        Measure(ours, named, others, TextWriter.Null);
        var report = Measure(ours, named, others, Console.Out);
        await client.FlushAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return Print(report, client.GetStats());
    }

    private static Report Measure(ClientWay ours, NamedWay named, IWay[] others, TextWriter output)
    {
        output.WriteLine(ThreadCost.IsProcessorTime ? "Thread processor time per call; median of bursts." : "Elapsed time per call (no thread clock here); median of bursts.");
        output.WriteLine($"{"",-40} {"0 properties",20} {"3 properties",20}");
        var idle = Row(output, "idle, 1 thread", ours, new(1, 600, IdleCalls), ours.Empty);
        Row(output, "idle, 1 thread", named, new(1, 600, IdleCalls), ours.Empty);
        Row(output, "idle, 8 threads", ours, new(8, 400, 20), ours.Empty);
        var flush = Row(output, "sending, 1 thread", ours, new(1, 200, FlushCalls), () => ours.Drain(20_000));
        Row(output, "sending, 8 threads", ours, new(8, 50, FlushCalls), () => ours.Drain(20_000));
        var rows = others.ToDictionary(way => way, way =>
        {
            var one = Row(output, "1 thread", way, new(1, 200, IdleCalls), way.Empty);
            Row(output, "8 threads", way, new(8, 50, IdleCalls), way.Empty);
            return one;
        });
        return new(idle, flush, rows[others[0]], rows[others[1]]);
    }

    private static Row Row(TextWriter output, string state, IWay way, Bursts bursts, Action between)
    {
        var row = new Row(bursts.Run(way.Plain, between), bursts.Run(way.WithThree, between));
        output.WriteLine($"{way.Name + ", " + state,-40} {row.None,20} {row.Three,20}");
        return row;
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
            $"{Pair("track", report.Idle)} flush_ns={report.Sending.None.Nanoseconds:F0} flush3_ns={report.Sending.Three.Nanoseconds:F0} otel_ns={report.OpenTelemetry.None.Nanoseconds:F0} otel3_ns={report.OpenTelemetry.Three.Nanoseconds:F0} otel3_bytes={report.OpenTelemetry.Three.Bytes:F0} serilog_ns={report.Serilog.None.Nanoseconds:F0} serilog3_ns={report.Serilog.Three.Nanoseconds:F0} serilog3_bytes={report.Serilog.Three.Bytes:F0}"));
        return 0;
    }

    private static string Pair(string name, Row row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name}0_ns={row.None.Nanoseconds:F0} {name}0_bytes={row.None.Bytes:F0} {name}3_ns={row.Three.Nanoseconds:F0} {name}3_bytes={row.Three.Bytes:F0}");

    private static void Warm(IWay[] ways)
    {
        for (var round = 0; round < 40; round++)
        {
            // Gives the runtime's compiler its pauses: it does not optimise while new code keeps coming.
            Thread.CurrentThread.Join(50);
            foreach (var way in ways)
            {
                for (var i = 0; i < FlushCalls; i++)
                {
                    way.Plain(i);
                    way.WithThree(i);
                }

                way.Empty();
            }
        }
    }

    private sealed record Report(Row Idle, Row Sending, Row OpenTelemetry, Row Serilog);
}
