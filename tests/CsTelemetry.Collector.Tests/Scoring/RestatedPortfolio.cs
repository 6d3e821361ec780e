using System.Text.Json;
using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Scoring;

/// <summary>A real ClickHouse with scores of a day that was frozen before use of the first twelve accounts came late, and seats of one more were told for the past. Filled once for a class of tests, which leave to each other what they found.</summary>
public sealed class RestatedPortfolio(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    internal const string Late = "account-11";
    internal const string Corrected = "account-20";
    internal const string Untouched = "account-25";

    /// <summary>Late, too; of this one alone a test may take events away.</summary>
    internal const string Forgotten = "account-10";

    private const int Days = 120;

    internal ManualTimeProvider Time { get; } = new();

    internal ClickHouseClient Client { get; private set; } = null!;

    internal ScoringLab Lab { get; private set; } = null!;

    internal DateOnly Day { get; private set; }

    public async Task InitializeAsync()
    {
        Client = await fixture.NewStoreAsync();
        Lab = new ScoringLab(Client, Time);
        Day = Lab.Newest;
        await Lab.UseAsync(Day.AddDays(1 - Days), Days, seed: 20, batch: 1);
        await Lab.SettleAsync();
        for (var i = 0; i < 4; i++)
        {
            Time.Advance(TimeSpan.FromDays(1));
            await Lab.SettleAsync();
        }

        await Lab.UseAsync(Day.AddDays(-24), 25, seed: 21, batch: 2, accounts: 12);
        var seats = new[] { new { from = $"{Day.AddDays(-10):yyyy-MM-dd}", seats = 40 } };
        await Told.AccountAsync(Lab.Knowledge, ScoringLab.Tenant, Corrected, JsonSerializer.SerializeToElement(new { seats }));
        await Lab.SettleAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        Lab.Dispose();
        Client.Dispose();
    }
}
