using System.Diagnostics;
using System.Globalization;
using CsTelemetry.LoadGenerator.Load;
using CsTelemetry.LoadGenerator.Running;
using CsTelemetry.LoadGenerator.Sending;

namespace CsTelemetry.LoadGenerator.Overload;

/// <summary>Finds what the chain carries, offers a multiple of it until the log is full and longer, and watches the collector through it and after it.</summary>
internal static class OverloadRun
{
    private const int Templates = 1_000, InFlight = 8, CalibrationConnections = 4;
    private const long WarmUpEvents = 200_000, CalibrationEvents = 1_000_000;
    private const double RecoveredShare = 0.95;
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromMinutes(1);

    public static Task<int> RunAsync(OverloadOptions options, CancellationToken cancellationToken) =>
        RunFolder.UseAsync("overload", folder => RunInAsync(folder, options, cancellationToken));

    private static async Task<int> RunInAsync(string folder, OverloadOptions options, CancellationToken cancellationToken)
    {
        await using var store = await Store.StartAsync(Path.Combine(folder, "clickhouse"), cancellationToken);
        await using var collector = new CollectorUnderTest(Path.Combine(folder, "collector"), store.Endpoint)
        {
            // The least that can be configured, so that the limit is reached in a short run.
            Settings = new Dictionary<string, string> { ["Collector__MaxLogBytes"] = (256L << 20).ToString(CultureInfo.InvariantCulture) },
        };
        var key = await collector.CreateKeyAsync("overload", "ingest,read");
        await collector.StartAsync(cancellationToken);
        var usage = new Usage(20261122);
        var templates = Enumerable.Range(0, Templates).Select(_ => new BatchTemplate(usage.Batch(options.Batch))).ToList();
        var connections = Enumerable.Range(0, options.Connections).Select(_ => new Connection(collector.Grpc, key)).ToList();

        var carried = await CalibrateAsync(collector, new Sender([.. connections.Take(CalibrationConnections)], templates, InFlight), options.Batch, cancellationToken);
        var before = await collector.MetricsAsync(cancellationToken);
        var book = new OfferBook();
        var clients = new HonestClients(connections, templates, (ulong)Random.Shared.NextInt64() | 1, book);

        var started = Stopwatch.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(options.Duration);
        await clients.OfferAsync(carried * options.Times, stop.Token);
        var stopped = Stopwatch.GetTimestamp();
        var overload = (book.Sent, book.Accepted, Elapsed: Stopwatch.GetElapsedTime(started, stopped));

        var recovery = await RecoverAsync(clients, book, carried, stopped, cancellationToken);
        var after = await collector.SettledAsync(cancellationToken);
        var report = new OverloadReport(options.Times, book.Sent, book.Accepted, book.Refused, book.RefusedWithoutRetryInfo, ProcessReading.Of(collector.ProcessId).PeakResidentBytes, recovery);
        connections.ForEach(connection => connection.Dispose());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The chain carries {carried:N0} events/s. Offered {overload.Sent / overload.Elapsed.TotalSeconds:N0} events/s ({overload.Sent / overload.Elapsed.TotalSeconds / carried:F1} times as much) for {overload.Elapsed.TotalSeconds:F0} s, of which {overload.Accepted / overload.Elapsed.TotalSeconds:N0} events/s were accepted; the clients gave up {book.GivenUp:N0} events."));
        var balances = await BalancesAsync(store, book, before, after, cancellationToken);
        Console.WriteLine(report.ToLine());
        return balances && book.RefusedWithoutRetryInfo == 0 ? 0 : 1;
    }

    private static async Task<double> CalibrateAsync(CollectorUnderTest collector, Sender sender, int batch, CancellationToken cancellationToken)
    {
        await sender.RunAsync(WarmUpEvents / batch, null, cancellationToken);
        await collector.SettledAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await sender.RunAsync(CalibrationEvents / batch, null, cancellationToken);
        await collector.SettledAsync(cancellationToken);
        return CalibrationEvents / batch * batch / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    // From the stop on exactly what the chain carries is offered.
    private static async Task<TimeSpan?> RecoverAsync(HonestClients clients, OfferBook book, double carried, long stopped, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var offering = clients.OfferAsync(carried, stop.Token);
        var recovery = await Recovery.WatchAsync(() => book.Accepted, carried * RecoveredShare, stopped, LongestRecovery, cancellationToken);
        await stop.CancelAsync();
        await offering;
        return recovery;
    }

    private static async Task<bool> BalancesAsync(Store store, OfferBook book, MetricsReading before, MetricsReading after, CancellationToken cancellationToken)
    {
        var accepted = after.Accepted - before.Accepted;
        var refusedCalls = after.RefusedCalls - before.RefusedCalls;
        var stored = await store.CountAsync("SELECT count() FROM events", cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The clients' books: {book.Sent:N0} sent = {book.Accepted:N0} accepted + {book.Refused:N0} refused in {book.RefusedCalls:N0} calls + {book.Unanswered:N0} without an answer. The collector's: {accepted:N0} accepted, {refusedCalls:N0} calls refused. Stored: {stored:N0} of {after.Accepted:N0} accepted since the start."));
        return book.Balances && accepted == book.Accepted && refusedCalls == book.RefusedCalls && stored == after.Accepted;
    }
}
