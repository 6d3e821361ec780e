using System.Diagnostics;
using System.Globalization;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Hosting;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace CsTelemetry.Benchmarks.Scores;

/// <summary>Measures scoring as it is: a whole collector in this process, its embedded ClickHouse beside it, answers over HTTP.</summary>
internal static class ScoresBenchmark
{
    private const int LateAccounts = 50;

    public static async Task<int> RunAsync(ScoresOptions options, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("cstelemetry-scores-").FullName;
        try
        {
            await using var host = await CollectorHost.StartAsync(Settings(folder), cancellationToken);
            await ReadyAsync(host, cancellationToken);
            var store = host.Services.GetRequiredService<StoreTopology>().Client;
            var newest = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);

            var made = await TimeAsync(() => MadeUpUse.AddAsync(store, options, newest));
            var counts = await store.QueryAsync("SELECT count(), uniqExact(account_id), uniqExact(account_id, user_id), uniqExact(feature) FROM events", null, row => (row.ReadUInt64(), row.ReadUInt64(), row.ReadUInt64(), row.ReadUInt64()), cancellationToken);
            var rollup = await store.QueryAsync("SELECT count() FROM usage_daily", null, row => row.ReadUInt64(), cancellationToken);
            Say($"Made up {counts[0].Item1:N0} events of {counts[0].Item2:N0} accounts, {counts[0].Item3:N0} people and {counts[0].Item4:N0} features over {options.Months} months, {rollup[0]:N0} rows of the rollup, in {made.TotalSeconds:F1} s.");

            var figures = await MeasureAsync(host, options, newest, folder, cancellationToken);
            Console.WriteLine(figures);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> MeasureAsync(CollectorHost host, ScoresOptions options, DateOnly newest, string folder, CancellationToken cancellationToken)
    {
        var store = host.Services.GetRequiredService<StoreTopology>().Client;
        var books = host.Services.GetRequiredService<Books>();
        var round = host.Services.GetRequiredService<ScoreRound>();

        // The first look sees what there is, the second that it is complete: then the first run, of all accounts.
        books.Verified(1);
        await round.RunAsync(cancellationToken);
        var full = await TimeAsync(() => round.RunAsync(cancellationToken));
        await round.RunAsync(cancellationToken);
        Say($"All accounts as of {newest:O}, with what had landed looked through: {full.TotalSeconds:F2} s.");

        var incremental = new List<TimeSpan>();
        for (var i = 0; i < 5; i++)
        {
            await MadeUpUse.AddLateAsync(store, options, newest, first: i * LateAccounts, LateAccounts, batch: 1_000 + i);
            books.Verified(1);
            await round.RunAsync(cancellationToken);
            incremental.Add(await TimeAsync(() => round.RunAsync(cancellationToken)));
        }

        Say($"Late events of {LateAccounts} accounts, five times: {string.Join(", ", incremental.Select(time => $"{time.TotalSeconds:F2} s"))}.");

        var runs = 0;
        var backfill = await TimeAsync(async () =>
        {
            while ((options.BackfillRuns == 0 || runs < options.BackfillRuns) && await round.RunAsync(cancellationToken))
            {
                runs++;
            }
        });
        Say($"Filled in {runs} days of the past in {backfill.TotalMinutes:F2} min.");

        var asking = new Asking(host.HttpAddress, new KeyIssuer(new KeyFile(Path.Combine(folder, "keys.json")), TimeProvider.System).Create(MadeUpUse.Tenant, [Scopes.Read]), options);
        var (one, list) = await asking.RunAsync(cancellationToken);
        Say($"One score of 1,000 and a list of 1,000 of 200 askings: p50 {one.P50:F1} and {list.P50:F1} ms, p95 {one.P95:F1} and {list.P95:F1} ms, p99 {one.P99:F1} and {list.P99:F1} ms.");
        Console.WriteLine(await Previewing.RunAsync(host, newest, cancellationToken));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"full_seconds={full.TotalSeconds:F2} incremental_seconds={incremental.Max().TotalSeconds:F2} backfill_minutes={backfill.TotalMinutes:F2} score_p99_ms={one.P99:F1} list_p95_ms={list.P95:F1} rss_mb={PeakMegabytes()}");
    }

    // The rounds are driven by hand, so that nothing else of the scores runs while one is timed.
    private static Dictionary<string, string?> Settings(string folder) => new()
    {
        ["Collector:DataDirectory"] = folder,
        ["Collector:GrpcPort"] = "0",
        ["Collector:HttpPort"] = "0",
        ["Api:RequestsPerSecond"] = "10000",
        ["Api:Burst"] = "10000",
        ["Scoring:Enabled"] = "false",
        ["Scoring:BackfillQuiet"] = "00:00:00",
        ["Logging:LogLevel:Default"] = "Warning",
    };

    private static async Task ReadyAsync(CollectorHost host, CancellationToken cancellationToken)
    {
        var readiness = host.Services.GetRequiredService<Readiness>();
        while (!readiness.Check().Ready)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started);
    }

    private static long PeakMegabytes()
    {
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
