using System.Globalization;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.Collector.Storing;
using CsTelemetry.LoadGenerator.Running;
using CsTelemetry.LoadGenerator.Sending;

namespace CsTelemetry.LoadGenerator.Storage;

/// <summary>Inserts the same cuts in several ways, each with one thing more than the one before, and reads what the store's process used.</summary>
internal static class StorageRun
{
    private const ulong WalId = 1;
    private const int Templates = 2_000;
    private const int EventsPerBatch = 500;
    private static readonly TimeSpan IdlePhase = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(200);

    /// <summary>Lists the ways: the raw table alone; with its rollup; with every view; with the merges that follow; with the landing audit.</summary>
    public static IReadOnlyList<string> Ways { get; } = ["raw", "rollup", "views", "merged", "audited"];

    public static Task<int> RunAsync(StorageOptions options, CancellationToken cancellationToken) => RunFolder.UseAsync("store", async folder =>
    {
        await using var store = await Store.StartAsync(folder, cancellationToken);
        var usage = new Usage(20261122);
        var templates = Enumerable.Range(0, Templates).Select(_ => new BatchTemplate(usage.Batch(EventsPerBatch))).ToList();
        var before = ProcessReading.Of(store.ProcessId);
        await Task.Delay(IdlePhase, TimeProvider.System, cancellationToken);
        var idle = (ProcessReading.Of(store.ProcessId).Processor - before.Processor) / IdlePhase;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"idle     {idle:P1} of a core"));
        var figures = new List<StorageFigures>();
        foreach (var way in options.Ways.Count == 0 ? Ways : options.Ways)
        {
            figures.Add(await MeasureAsync(store, way, new CutSource(templates, options.Rows), options, cancellationToken));
            Console.WriteLine(figures[^1].ToLine());
        }

        var line = string.Join(' ', figures.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Way}_rows_per_core_second={one.RowsPerCoreSecond:F0}")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"idle_percent={100 * idle:F1} {line}"));
        return 0;
    });

    private static async Task<StorageFigures> MeasureAsync(Store store, string way, CutSource source, StorageOptions options, CancellationToken cancellationToken)
    {
        using var client = await PrepareAsync(store, way, options, cancellationToken);
        var landing = new LandingStore(client);
        using var encoder = new EventsBlockEncoder(WalId);
        var threads = new ThreadTimes(store.ProcessId);
        var unaudited = new List<RangeFootprint>();
        var (rows, before) = (0L, ProcessReading.Of(store.ProcessId));
        threads.Start();
        while (rows < options.Events)
        {
            var cut = source.Next();
            await landing.InsertAsync(encoder.Encode(cut.Range, cut.Columns), cut.Footprint.TokenIn(WalId), cancellationToken);
            rows += cut.Range.EventCount;
            unaudited.Add(cut.Footprint);
            if (way == "audited" && (unaudited.Count == options.InsertsPerAudit || rows >= options.Events))
            {
                await AuditAsync(landing, unaudited, cancellationToken);
            }
        }

        var inserted = ProcessReading.Of(store.ProcessId);
        await MergedAsync(client, cancellationToken);
        var after = ProcessReading.Of(store.ProcessId);
        await DescribeAsync(client, cancellationToken);
        await client.ExecuteAsync($"DROP DATABASE {client.Endpoint.Database} SYNC", null, cancellationToken);
        return new StorageFigures(way, rows, inserted.Processor - before.Processor, after.Processor - before.Processor, await threads.StopAsync());
    }

    private static async Task<ClickHouseClient> PrepareAsync(Store store, string way, StorageOptions options, CancellationToken cancellationToken)
    {
        var client = new ClickHouseClient(store.Endpoint.WithDatabase("way_" + way));
        await new SchemaMigrator(client).MigrateAsync(cancellationToken);
        string[] unwanted = way switch
        {
            "raw" => ["usage_daily_mv", "account_attributes_mv", "user_attributes_mv"],
            "rollup" => ["account_attributes_mv", "user_attributes_mv"],
            _ => [],
        };
        foreach (var view in unwanted)
        {
            await client.ExecuteAsync($"DROP VIEW {view} SYNC", null, cancellationToken);
        }

        foreach (var table in way is "merged" or "audited" ? [] : (string[])["events", "usage_daily"])
        {
            await client.ExecuteAsync($"ALTER TABLE {table} MODIFY SETTING max_bytes_to_merge_at_max_space_in_pool = 1, max_bytes_to_merge_at_min_space_in_pool = 1", null, cancellationToken);
        }

        if (way is "merged" or "audited")
        {
            await new MergeTuning(StoreTopology.Of(client)).ApplyAsync(cancellationToken);
        }

        foreach (var setting in options.TableSettings.Select(setting => setting.Split(':', 2)))
        {
            await client.ExecuteAsync($"ALTER TABLE {setting[0]} MODIFY SETTING {setting[1]}", null, cancellationToken);
        }

        return client;
    }

    private static async Task AuditAsync(LandingStore landing, List<RangeFootprint> unaudited, CancellationToken cancellationToken)
    {
        var audit = await new LandingAudit(landing, WalId).RunAsync(unaudited, cancellationToken);
        if (!audit.IsClean)
        {
            throw new InvalidOperationException($"{audit.MonthFaults.Count} months of inserts and {audit.RollupDifferences.Count} days of the rollup are not what was sent.");
        }

        unaudited.Clear();
    }

    // Merges follow each other: one look that sees none may fall between two.
    private static async Task MergedAsync(ClickHouseClient client, CancellationToken cancellationToken)
    {
        for (var quiet = 0; quiet < 5;)
        {
            await Task.Delay(LookAgainAfter, TimeProvider.System, cancellationToken);
            var running = await client.QueryAsync("SELECT count() FROM system.merges", null, row => row.ReadUInt64(), cancellationToken);
            quiet = running[0] == 0 ? quiet + 1 : 0;
        }
    }

    private static async Task DescribeAsync(ClickHouseClient client, CancellationToken cancellationToken)
    {
        const string Parts =
            """
            SELECT concat(table, ' ', toString(sum(rows)), ' rows ', toString(count()), ' parts (', toString(countIf(part_type = 'Wide')), ' wide) ', toString(round(sum(bytes_on_disk) / sum(rows), 1)), ' bytes a row, levels ', toString(arraySort(groupArray(level))))
            FROM system.parts WHERE active AND database = currentDatabase() AND table IN ('events', 'usage_daily') GROUP BY table ORDER BY table
            """;
        foreach (var line in await client.QueryAsync(Parts, null, row => row.ReadString(), cancellationToken))
        {
            Console.WriteLine("           " + line);
        }
    }
}
