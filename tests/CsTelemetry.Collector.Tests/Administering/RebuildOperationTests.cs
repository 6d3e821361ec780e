using System.Text.Json.Nodes;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Auditing;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Administering.Auditing;
using CsTelemetry.Collector.Administering.Retaining;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Tests.Administering;

/// <summary>Rebuilds the rollup of a real ClickHouse, all of it or what an interrupted run left.</summary>
[Collection(SecondStoreTests.Name)]
public sealed class RebuildOperationTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private readonly ScratchFolder _folder = new();
    private ClickHouseClient _client = null!;
    private WriteAheadLog _log = null!;
    private QuietTime _quiet = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        await EventRows.AddAsync(_client, new DateOnly(2026, 4, 20), 60);
        await EventRows.ExecuteAsync(_client, "ALTER TABLE usage_daily DELETE WHERE day >= '2026-04-01' SETTINGS mutations_sync = 2");
        _log = TestLog.Open(_folder.File("log"));
        _quiet = new QuietTime(_log, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _log.DisposeAsync();
        _client.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_months_are_rebuilt_and_nothing_is_left_to_do()
    {
        var result = (await RunAsync(new JsonObject { ["all"] = true }))[^1];

        Assert.Equal((LineKind.Result, "[202604,202605,202606]"), (result.Kind, result.Data!["months"]!.ToJsonString()));
        await StoreAssert.RollupIsTrueAsync(_client);
        Assert.Null(Plan().Load());
    }

    [Fact]
    public async Task An_interrupted_rebuild_goes_on_with_the_months_that_are_left()
    {
        Plan().Save([202605, 202606]);

        var result = (await RunAsync(new JsonObject { ["all"] = true }))[^1];

        Assert.Equal("[202605,202606]", result.Data!["months"]!.ToJsonString());
        Assert.Equal(0, await EventRows.CountAsync(_client, "usage_daily", "toYYYYMM(day) = 202604"));
        Assert.Equal(31, await EventRows.CountAsync(_client, "usage_daily", "toYYYYMM(day) = 202605"));
    }

    [Fact]
    public async Task A_damaged_plan_means_that_all_is_done_again()
    {
        await File.WriteAllTextAsync(_folder.File("rebuild.plan"), "202605");

        await RunAsync(new JsonObject { ["all"] = true });

        await StoreAssert.RollupIsTrueAsync(_client);
    }

    [Fact]
    public async Task A_month_whose_events_expire_is_refused_and_left_out_of_all()
    {
        var clock = new ManualTimeProvider();
        clock.SetTo(new DateTimeOffset(2026, 6, 30, 0, 0, 0, TimeSpan.Zero));
        var horizon = new RawHorizon(new RetentionOptions { EventsDays = 62 }, clock);

        var refusal = await Assert.ThrowsAsync<AdministrationException>(() => RunAsync(new JsonObject { ["month"] = "2026-04" }, horizon));
        var all = (await RunAsync(new JsonObject { ["all"] = true }, horizon))[^1];

        Assert.Contains("before 2026-05-01 expire", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("[202605,202606]", all.Data!["months"]!.ToJsonString());
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("20261")]
    [InlineData("october")]
    public async Task What_is_no_month_is_a_mistake_of_the_caller(string month)
    {
        var fault = await Assert.ThrowsAsync<AdministrationException>(() => RunAsync(new JsonObject { ["month"] = month }));

        Assert.Equal(ExitCodes.Usage, fault.ExitCode);
        Assert.Contains($"\"{month}\"", fault.Message, StringComparison.Ordinal);
    }

    private RebuildPlan Plan() => new(_folder.File("rebuild.plan"));

    private async Task<List<AdministrationLine>> RunAsync(JsonObject arguments, RawHorizon? horizon = null)
    {
        var operation = new RebuildOperation(
            new AuditStore(_client), new LandingStore(_client), horizon ?? new RawHorizon(new RetentionOptions { EventsDays = 0 }, TimeProvider.System), Plan(), _quiet);
        var running = Task.Run(async () => await operation.RunAsync(new OperationArguments(arguments), CancellationToken.None).ToListAsync());
        while (!running.IsCompleted)
        {
            await _quiet.WorkAsync(_log.LastDurableSequence, CancellationToken.None);
        }

        return await running;
    }
}
