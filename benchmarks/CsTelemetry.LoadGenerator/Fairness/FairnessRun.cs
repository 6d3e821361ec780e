using System.Globalization;
using CsTelemetry.LoadGenerator.Running;
using CsTelemetry.LoadGenerator.Sending;

namespace CsTelemetry.LoadGenerator.Fairness;

/// <summary>
/// Measures a quiet tenant alone and beside a flood, in turns of a few seconds, so that what else the machine does falls
/// on both alike.
/// </summary>
internal static class FairnessRun
{
    private const int Templates = 200, QuietBatch = 20, QuietConnections = 2, FloodConnections = 4;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    public static Task<int> RunAsync(FairnessOptions options, CancellationToken cancellationToken) =>
        RunFolder.UseAsync("fairness", folder => RunInAsync(folder, options, cancellationToken));

    private static async Task<int> RunInAsync(string folder, FairnessOptions options, CancellationToken cancellationToken)
    {
        await using var store = await Store.StartAsync(Path.Combine(folder, "clickhouse"), cancellationToken);
        await using var collector = new CollectorUnderTest(Path.Combine(folder, "collector"), store.Endpoint)
        {
            Settings = new Dictionary<string, string>
            {
                ["Tenants__flood__EventsPerSecond"] = options.QuotaEventsPerSecond.ToString(CultureInfo.InvariantCulture),
                ["Tenants__flood__BytesPerSecond"] = "0",
                ["Tenants__flood__Burst"] = "00:00:01",
            },
        };
        var quietKey = await collector.CreateKeyAsync("quiet", "ingest");
        var floodKey = await collector.CreateKeyAsync("flood", "ingest");
        await collector.StartAsync(cancellationToken);
        var usage = new Usage(20261122);
        var quietConnections = Connections(QuietConnections, collector, quietKey);
        var floodConnections = Connections(FloodConnections, collector, floodKey);
        var quiet = new QuietTenant(quietConnections, new BatchTemplate(usage.Batch(QuietBatch)), NewClient());
        var flood = new FloodTenant(floodConnections, [.. Enumerable.Range(0, Templates).Select(_ => new BatchTemplate(usage.Batch(options.Batch)))], NewClient());

        await BesideAsync(quiet, flood, options, WarmUp, cancellationToken);
        var report = await MeasureAsync(quiet, flood, options, cancellationToken);
        await collector.SettledAsync(cancellationToken);
        quietConnections.Concat(floodConnections).ToList().ForEach(connection => connection.Dispose());
        Console.WriteLine(report.Describe());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The flood: {(options.HasQuota ? $"{options.Times} times its quota of {options.QuotaEventsPerSecond:N0} events/s" : "no quota, as fast as it is answered")}, {flood.RefusedWithoutRetryInfo} refusals without RetryInfo, {flood.Unanswered} calls without an answer."));
        Console.WriteLine(report.ToLine());
        return quiet.Rejects == 0 && flood.RefusedWithoutRetryInfo == 0 ? 0 : 1;
    }

    private static async Task<FairnessReport> MeasureAsync(QuietTenant quiet, FloodTenant flood, FairnessOptions options, CancellationToken cancellationToken)
    {
        var (sentBefore, refusedBefore) = (flood.Sent, flood.Refused);
        List<TimeSpan> alone = [], beside = [];
        for (var measured = TimeSpan.Zero; measured < options.Duration; measured += Slice)
        {
            await quiet.RunAsync(Settling, cancellationToken);
            alone.AddRange(await quiet.RunAsync(Slice, cancellationToken));
            beside.AddRange(await BesideAsync(quiet, flood, options, Slice, cancellationToken));
        }

        return new FairnessReport(alone, beside, quiet.Rejects, flood.Sent - sentBefore, flood.Refused - refusedBefore);
    }

    private static async Task<List<TimeSpan>> BesideAsync(QuietTenant quiet, FloodTenant flood, FairnessOptions options, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var flooding = flood.RunAsync(options.HasQuota ? options.QuotaEventsPerSecond * options.Times : null, stop.Token);
        await quiet.RunAsync(Settling, cancellationToken);
        var times = await quiet.RunAsync(duration, cancellationToken);
        await stop.CancelAsync();
        await flooding;
        return times;
    }

    private static List<Connection> Connections(int count, CollectorUnderTest collector, string key) =>
        [.. Enumerable.Range(0, count).Select(_ => new Connection(collector.Grpc, key))];

    private static ulong NewClient() => (ulong)Random.Shared.NextInt64() | 1;
}
