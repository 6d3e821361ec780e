using System.Diagnostics.Metrics;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Scoring;

/// <summary>How long an event takes from its acceptance to its score, by a clock that the test moves when everybody waits for it: the log, the store and the scores are real.</summary>
[Collection(RealStoreTests.Name)]
public sealed class FreshnessTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const string Account = "account-29";
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(60);

    private readonly ScratchFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private ClickHouseClient _client = null!;
    private DateOnly _newest;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        using var earlier = new ScoringLab(_client, _time, new ScoringOptions());
        _newest = earlier.Newest;
        await earlier.UseAsync(_newest.AddDays(-59), 60, seed: 40, batch: 1);
        await earlier.SettleAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task With_the_default_options_an_event_moves_its_provisional_score_within_a_minute_of_its_acceptance()
    {
        await using var pipeline = new StorePipeline(_folder.Path, _client, time: _time, options: new StoreOptions());
        using var lab = new ScoringLab(_client, _time, new ScoringOptions(), pipeline.Books);
        using var delays = new Delays();
        var service = lab.NewService(pipeline.Log.Id);
        var before = await RowAsync(lab);
        pipeline.Start();
        await service.StartAsync(CancellationToken.None);

        // A collector that has just begun: nobody knows its log yet.
        await PassAsync(5);
        var acceptedAt = _time.GetUtcNow();
        await pipeline.AcceptAsync([Late(acceptedAt)]);
        var after = before;
        while (after.Score == before.Score)
        {
            Assert.True(_time.GetUtcNow() - acceptedAt < Promise, "A minute has passed.");
            await PassAsync(1);
            after = await RowAsync(lab);
        }

        await _time.SomebodyWaitsAsync(2);
        var took = (_time.GetUtcNow() - acceptedAt).TotalSeconds;
        Assert.Equal((ScoreRowKind.Provisional, before.Numbers.Events + 40), (after.Kind, after.Numbers.Events));
        Assert.InRange(took, 1, Promise.TotalSeconds);
        Assert.Contains(took, delays.Recorded);
        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task While_events_follow_each_other_the_lag_is_that_of_two_looks_and_not_of_the_last_quiet_moment()
    {
        using var lab = new ScoringLab(_client, _time, new ScoringOptions());
        var step = TimeSpan.FromSeconds(10);
        var lags = new List<double>();
        for (ulong batch = 2; batch < 8; batch++)
        {
            await lab.UseAsync(_newest, 1, seed: 41, batch);
            lab.Books.Verified(1);
            await lab.Round.RunAsync(CancellationToken.None);
            lags.Add(lab.Metrics.LagSeconds());
            _time.Advance(step);
        }

        Assert.All(lags.Skip(2), lag => Assert.Equal(step.TotalSeconds, lag));
        await lab.Round.RunAsync(CancellationToken.None);
        Assert.Equal(0, lab.Metrics.LagSeconds());
    }

    private async Task<ScoreRow> RowAsync(ScoringLab lab) => Assert.Single(await lab.RowsAsync(_newest), row => row.AccountId == Account);

    // Only while both the writer and the scores wait: what they do takes no time of this clock.
    private async Task PassAsync(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            await _time.SomebodyWaitsAsync(2);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await _time.SomebodyWaitsAsync(2);
    }

    private ValidatedBatch Late(DateTimeOffset receivedAt) => new(
        Sample.Identity(1, tenant: ScoringLab.Tenant),
        Sample.Source,
        receivedAt,
        [
            .. Sample.Uses(40).Select((use, i) => use with
            {
                AccountId = Account,
                UserId = $"newcomer-{i % 8}",
                Feature = $"feature-{i % 7}",
                OccurredAt = new DateTimeOffset(_newest, new TimeOnly(9, 0), TimeSpan.Zero),
                Day = _newest,
            }),
        ],
        []);

    /// <summary>Hears what is recorded of delays in this process.</summary>
    private sealed class Delays : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly System.Collections.Concurrent.ConcurrentQueue<double> _recorded = [];

        public Delays()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == BooksMetrics.MeterName && instrument.Name == "cstelemetry.collector.scores.event.delay")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => _recorded.Enqueue(seconds));
            _listener.Start();
        }

        public IReadOnlyCollection<double> Recorded => _recorded;

        public void Dispose() => _listener.Dispose();
    }
}
