using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Scoring;

/// <summary>A real ClickHouse in which eight days of thirty accounts have been scored, filled once for a class of tests, each of which gets a copy.</summary>
public sealed class ScoredDays(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    internal const int Count = 8;

    // Thirty accounts: one day a round.
    internal static readonly ScoringOptions DayByDay = new() { BackfillDays = Count - 1, BackfillWeeks = 0, BackfillQuiet = TimeSpan.Zero, ChunkAccounts = 100, Grace = TimeSpan.Zero, CatchUpAccounts = 30 };

    private readonly ManualTimeProvider _time = new();
    private ClickHouseClient _client = null!;

    internal DateTimeOffset Now => _time.GetUtcNow();

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        using var lab = new ScoringLab(_client, _time, DayByDay);
        await lab.UseAsync(lab.Newest.AddDays(-99), 100, seed: 30, batch: 1);
        await lab.SettleAsync();
        while (await lab.Round.RunAsync(CancellationToken.None))
        {
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _client.Dispose();

    internal Task<ClickHouseClient> CopyAsync() => fixture.CopyOfAsync(_client);
}
