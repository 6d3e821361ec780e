using System.Text.Json;
using System.Text.Json.Serialization;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Idempotency;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Scoring;

namespace CsTelemetry.Collector.Tests.Clusters;

/// <summary>Computes scores at a store, and asks what is asked about stored ones. Ids of runs and of logs are the store's own, and no part of an answer.</summary>
internal static class ScoreQuestions
{
    private const int WindowDays = 60;

    private static readonly JsonSerializerOptions Numbers = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Scores a day of a tenant, freezes it, and scores it again when use has come late.</summary>
    internal static async Task ScoreAsync(ClickHouseClient client)
    {
        using var lab = new ScoringLab(client, new ManualTimeProvider());
        var day = lab.Newest;
        var known = await lab.Knowledge.GetAsync(ScoringLab.Tenant, CancellationToken.None);
        await lab.UseAsync(day.AddDays(-39), 40, seed: 50, batch: 1, accounts: 12);
        await RunAsync(1, new ScoreOrder(day, ScoreRunKind.Full, ScoreRowKind.Provisional), null);
        var frozen = await RunAsync(1, new ScoreOrder(day, ScoreRunKind.Freeze, ScoreRowKind.Frozen), null);
        await lab.UseAsync(day.AddDays(-12), 13, seed: 51, batch: 2, accounts: 12);
        var late = await RunAsync(2, new ScoreOrder(day, ScoreRunKind.Changed, ScoreRowKind.Restatement, ["account-10", "account-11"]), frozen);
        Assert.Equal(2, late.RowCount);

        Task<ScoreRun> RunAsync(ulong through, ScoreOrder order, ScoreRun? earlier) => lab.Runner.RunAsync(
            ScoringLab.Tenant, order, known, null, earlier, new LogHorizon(new Dictionary<ulong, ulong> { [1] = through }), CancellationToken.None);
    }

    internal static IEnumerable<(string Name, Func<Task<string>> Ask)> Of(ClickHouseClient client, string tenant, DateOnly asOf)
    {
        var stop = CancellationToken.None;
        var (store, restatements, landed) = (new ScoreStore(client), new RestatementStore(client), new LandedQueries(client));
        var (from, to, day) = (asOf.AddDays(-WindowDays), asOf.AddDays(WindowDays), asOf.AddDays(-1));
        var all = new RestatementQuestion(tenant, ScoreRows.AutoHash, from, to);
        var one = all with { AccountId = "account-11" };
        return
        [
            ("restatements", async () => Lines((await restatements.ListAsync(all, null, 1000, stop)).SelectMany(item => (ScoreRow[])[item.First, item.Now]))),
            ("restatements of one", async () => Lines((await restatements.ListAsync(one, (from, ""), 1000, stop)).SelectMany(item => (ScoreRow[])[item.First, item.Now]))),
            ("restatement count", async () => $"{await restatements.CountAsync(all, stop)} {await restatements.CountAsync(one, stop)}"),
            ("scores of a day", async () => Lines(await store.DayAsync(tenant, day, ScoreRows.AutoHash, 0, stop))),
            ("scores of an account", async () => Lines(await store.HistoryAsync(tenant, "account-11", ScoreRows.AutoHash, from, to, stop))),
            ("what was said of an account", async () => Lines(await store.VersionsAsync(tenant, "account-11", day, ScoreRows.AutoHash, 100, stop))),
            ("what was said for good", async () => Lines([await store.FirstFinalAsync(tenant, "account-11", day, ScoreRows.AutoHash, stop)])),
            ("bands", () => EveryQuestion.LinesAsync(BandsAsync(store, tenant, [day, asOf]))),
            ("runs", async () => string.Join('\n', (await store.RunsAsync(tenant, from, to, null, stop)).Select(run => $"{run.AsOf:O} {run.Kind} {run.AccountCount} {run.RowCount}"))),
            ("days with runs", async () => string.Join(' ', (await store.NewestRunsAsync(tenant, ScoreRows.AutoHash, [day, asOf, to], stop)).Keys.Order())),
            ("whether there are runs", async () => $"{await store.GreatestRunAsync(stop) > 0}"),
            ("what landed", () => EveryQuestion.LinesAsync(LandedAsync(landed))),
            ("models", () => EveryQuestion.LinesAsync(new ScoreModelStore(client).ModelsAsync(tenant, stop))),
            ("erasures since", () => EveryQuestion.LinesAsync(landed.ErasuresAsync(tenant, DateTimeOffset.UnixEpoch, stop))),
            ("calls", () => EveryQuestion.LinesAsync(new IdempotencyStore(client).AttemptsAsync(tenant, "call", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, stop))),
        ];
    }

    private static async Task<List<string>> BandsAsync(ScoreStore store, string tenant, DateOnly[] days) =>
        [.. (await store.BandsAsync(tenant, ScoreRows.AutoHash, days, ulong.MaxValue, null, CancellationToken.None)).Select(band => $"{band.Key} {band.Value}")];

    private static async Task<List<LandedAccount>> LandedAsync(LandedQueries landed) =>
        await landed.SinceAsync([1], LogHorizon.None, new LogHorizon(new Dictionary<ulong, ulong> { [1] = 1 }), CancellationToken.None);

    private static string Lines(IEnumerable<ScoreRow?> rows) => string.Join('\n', rows.Select(row => row is null ? "" : JsonSerializer.Serialize(row with { RunId = 0 }, Numbers)));
}
