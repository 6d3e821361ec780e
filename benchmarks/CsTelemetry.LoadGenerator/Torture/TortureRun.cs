using System.Diagnostics;
using System.Globalization;
using CsTelemetry.LoadGenerator.Load;
using CsTelemetry.LoadGenerator.Running;
using CsTelemetry.LoadGenerator.Sending;

namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>Publishes, kills, lets the collector come to rest, and judges.</summary>
internal static class TortureRun
{
    private const int WorkersPerClient = 4, RepeatedAtTheEnd = 300, DifferencesTold = 20;
    private const double AverageBatch = 27.5;

    public static Task<int> RunAsync(TortureOptions options, CancellationToken cancellationToken) =>
        RunFolder.UseAsync("torture", folder => RunInAsync(folder, options, cancellationToken));

    private static async Task<int> RunInAsync(string folder, TortureOptions options, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var steps = KillSchedule.Draw(options.Kills, options.StoreKills, options.Seed);
        var usage = new UniqueUsage((ulong)options.Seed, TimeProvider.System.GetUtcNow());
        var book = new SentBook();
        await using var store = await Store.StartAsync(Path.Combine(folder, "clickhouse"), cancellationToken);
        await using var collector = new CollectorUnderTest(Path.Combine(folder, "collector"), store.Endpoint);
        var key = await collector.CreateKeyAsync("torture", "ingest,read");
        collector.Settings = Executioner.SettingsOf(new KillStep(Victim.Collector, true, TimeSpan.Zero, TimeSpan.FromMilliseconds(100), 1_000));
        await collector.StartAsync(cancellationToken);

        await PublishDuringAsync(() => new Executioner(collector, store).RunAsync(steps, cancellationToken), collector.Grpc, key, usage, book, options, cancellationToken);
        await RepeatOldAsync(collector.Grpc, key, usage, book, options.Seed, cancellationToken);
        var metrics = await collector.SettledAsync(cancellationToken);
        if (options.Sabotage)
        {
            await Sabotage.DoAsync(store, cancellationToken);
        }

        var verdict = await new Judge(book.Batches, usage).DecideAsync(new StoredUsage(store), cancellationToken);

        Tell(book, verdict, metrics, collector.Log);
        var repaired = collector.Log.CountOf("StoreWriter[3003]");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"kills={options.Kills} store_kills={options.StoreKills} acked={verdict.Acknowledged} raw={verdict.Raw} rollup={verdict.Rollup} lost={verdict.Lost} doubled={verdict.Doubled} repaired={repaired} seconds={Stopwatch.GetElapsedTime(started).TotalSeconds:F0}"));
        return verdict.IsGood && book.Broken.Count == 0 && metrics.Accepted == verdict.Raw ? 0 : 1;
    }

    private static async Task PublishDuringAsync(Func<Task> kill, Uri collector, string key, UniqueUsage usage, SentBook book, TortureOptions options, CancellationToken cancellationToken)
    {
        var random = new Random(options.Seed);
        var pace = new Pace(options.EventsPerSecond / AverageBatch);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var connections = Enumerable.Range(0, options.Clients).Select(_ => new Connection(collector, key)).ToList();
        var clients = connections.Select(connection => new TortureClient((ulong)random.NextInt64() | 1, connection, usage, book, pace)).ToList();
        var working = clients.SelectMany(client => Enumerable.Range(0, WorkersPerClient).Select(_ => client.RunAsync(new Random(random.Next()), stop.Token))).ToList();
        try
        {
            await kill();
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(working);
            connections.ForEach(connection => connection.Dispose());
        }
    }

    // Long after, and after many lives of the collector: it must still know them.
    private static async Task RepeatOldAsync(Uri collector, string key, UniqueUsage usage, SentBook book, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        using var connection = new Connection(collector, key);
        var client = new TortureClient(0, connection, usage, book, new Pace(1));
        for (var i = 0; i < RepeatedAtTheEnd; i++)
        {
            if (book.AnyAcknowledged(random) is { } old)
            {
                await client.RepeatAsync(old, cancellationToken);
            }
        }
    }

    private static void Tell(SentBook book, Verdict verdict, MetricsReading metrics, CollectorLog log)
    {
        Console.WriteLine($"Answers: {string.Join(", ", book.Answers.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}"))}.");
        Console.WriteLine($"Batches: {book.Batches.Count} sent, {book.Batches.Count(batch => batch.IsAcknowledged)} acknowledged. The collector's books: {metrics.Accepted} accepted, {metrics.Pending} pending.");
        Console.WriteLine($"Repairs: {log.CountOf("StoreWriter[3003]")} audits found faults; {log.CountOf("StoreWriter[3004]")} months were sent again, {log.CountOf("StoreWriter[3005]")} months of the rollup rebuilt. {log.CountOf("Persistence[3002]")} steps failed and were repeated.");
        foreach (var line in book.Broken.Concat(verdict.Differences).Take(DifferencesTold))
        {
            Console.WriteLine(line);
        }

        if (metrics.Accepted != verdict.Raw)
        {
            Console.WriteLine($"The collector's books say that {metrics.Accepted} events were accepted; {verdict.Raw} are stored.");
        }
    }
}
