using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Proving;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Scoring;

/// <summary>Puts the scoring stage of one collector together over a real store, with hand-moved time. Several over one store are several collectors, or one after restarts.</summary>
internal sealed class ScoringLab : IDisposable
{
    internal const string Tenant = "acme";

    private readonly List<IDisposable> _owned = [];

    internal ScoringLab(ClickHouseClient client, ManualTimeProvider time, ScoringOptions? options = null, Books? books = null)
    {
        Books = books ?? new Books();
        (Client, Time, Options) = (client, time, options ?? new ScoringOptions { BackfillDays = 0, BackfillWeeks = 0, ChunkAccounts = 10, Grace = TimeSpan.Zero });
        var feed = new KnowledgeFeed();
        Store = new ScoreStore(client);
        ModelStore = new ScoreModelStore(client);
        Knowledge = Own(new KnowledgeBook(new KnowledgeStore(client), new KnowledgeOptions(), feed, Own(new KnowledgeMetrics()), time));
        Days = new CompleteDays(Knowledge, new TenantDirectory([]), time);
        Models = new ScoreModels(ModelStore, time);
        var bases = new ScoreBases(Store, Models);
        var bands = new BandBook(Store);
        var landed = new LandedQueries(client);
        Reader = new ScoreInputReader(new ScoringQueries(client), landed, Options);
        var computer = new ScoreComputer(Reader);
        Runner = new ScoreRunner(computer, Store, bases, bands, Options, time);
        Regenerator = new ScoreRegenerator(Reader, Store, bases, bands, Knowledge);
        Live = new LivePortfolios(computer, bands, Knowledge, Books, time);
        Portfolios = new Portfolios(new StoredPortfolios(Store, bases), Live, Models, time);
        var expander = new ScoreExpander(Reader, Knowledge, Portfolios, new ScoreDeltas(Regenerator, Store, Knowledge));
        Reports = new ScoreReports(Portfolios, Store, Models, Days, Knowledge, new AccountQueries(client), expander);
        Restatements = new RestatementReports(new RestatementStore(client), landed, Models, Days);
        BackTest = new ModelBackTest(new HistoryQueries(client), Portfolios, Models, Knowledge, time);
        var measures = new RowMeasures(new CoreUseQueries(client), Knowledge);
        Preview = new ModelPreview(Portfolios, measures);
        Desk = Own(new ModelDesk(ModelStore, Models, Reader, Portfolios, measures, Knowledge, time));
        ModelReports = new ModelReports(Models, Store, Preview, BackTest, Days);
        Metrics = Own(new ScoreMetrics(Books, time));
        StoredDays = new StoredDays(Store);
        var backlog = new ScoreBacklog(new ScoreKeeping(client));
        var scoring = new TenantScoring(
            new ScoreSchedule(Options), Runner, StoredDays, backlog, Models, Knowledge, Days, Options, Metrics, time, new CapturingLogger<TenantScoring>());
        Round = new ScoreRound(
            new LandedWatch(landed, new ScoreKeeping(client), Books, time),
            Own(new KnowledgeWatch(feed)),
            new ErasureWatch(landed, Portfolios, Days, time),
            landed,
            scoring,
            backlog,
            Books,
            Options,
            Metrics,
            time);
    }

    internal ClickHouseClient Client { get; }

    internal ManualTimeProvider Time { get; }

    internal ScoringOptions Options { get; }

    internal Books Books { get; }

    internal ScoreMetrics Metrics { get; }

    internal StoredDays StoredDays { get; }

    internal ScoreStore Store { get; }

    internal ScoreModelStore ModelStore { get; }

    internal KnowledgeBook Knowledge { get; }

    internal CompleteDays Days { get; }

    internal ScoreModels Models { get; }

    internal ScoreInputReader Reader { get; }

    internal ScoreRunner Runner { get; }

    internal ScoreRegenerator Regenerator { get; }

    internal LivePortfolios Live { get; }

    internal Portfolios Portfolios { get; }

    internal ScoreReports Reports { get; }

    internal RestatementReports Restatements { get; }

    internal ModelBackTest BackTest { get; }

    internal ModelPreview Preview { get; }

    internal ModelDesk Desk { get; }

    internal ModelReports ModelReports { get; }

    internal ScoreRound Round { get; }

    internal DateOnly Newest => DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime).AddDays(-1);

    public void Dispose() => _owned.ForEach(one => one.Dispose());

    /// <summary>Makes the service that runs the rounds, as the collector of a log.</summary>
    internal ScoreService NewService(ulong log) => Own(new ScoreService(
        log, TaskScheduler.Default, Round, Runner, StoredDays, new ScoreKeeping(Client), Options, Metrics, Time, new CapturingLogger<ScoreService>()));

    /// <summary>Runs rounds until what has landed is in the scores: a batch counts when it is seen twice.</summary>
    internal async Task SettleAsync()
    {
        for (var i = 0; i < 3; i++)
        {
            Books.Verified(1);
            await Round.RunAsync(CancellationToken.None);
            Time.Advance(TimeSpan.FromSeconds(6));
        }
    }

    internal Task<List<ScoreRow>> RowsAsync(DateOnly asOf) => Store.DayAsync(Tenant, asOf, ScoreRows.AutoHash, 0, CancellationToken.None);

    /// <summary>Adds uses of thirty accounts over some days, drawn by a seed, as one batch of a log.</summary>
    internal Task UseAsync(DateOnly first, int days, int seed, ulong batch, ulong log = 1, int accounts = 30) => Client.ExecuteAsync(
        """
        INSERT INTO events (tenant, account_id, kind, feature, day, user_id, platform, actor_kind, quantity, duration_ms, value, occurred_at, received_at, application, client_instance_id, sequence, wal_id, wal_batch)
        SELECT 'acme', concat('account-', leftPad(toString(account), 2, '0')), 'feature_use', concat('feature-', toString(dice % 7)), {first:Date} + age,
               concat('user-', toString(user)), 'web', if(user = 0 AND account % 7 = 1, 'service', 'human'), 1, 10, 0.5,
               toDateTime64({first:Date} + age, 3, 'UTC') + 3600, toDateTime64({first:Date} + age, 3, 'UTC') + 7200, 'app', 7, number, {log:UInt64}, {batch:UInt64}
        FROM
        (
            SELECT number, number % {accounts:UInt64} AS account, intDiv(number, {accounts:UInt64}) % {days:UInt64} AS age, intDiv(number, {accounts:UInt64} * {days:UInt64}) AS user,
                   cityHash64(number, {seed:UInt64}) AS dice
            FROM numbers({accounts:UInt64} * {days:UInt64} * 6)
        )
        WHERE intDiv(dice, 1000) % 100 < 5 + account
        """,
        new ClickHouseParameters { { "first", first }, { "days", days }, { "seed", seed }, { "batch", batch }, { "log", log }, { "accounts", accounts } },
        CancellationToken.None);

    private T Own<T>(T one)
        where T : IDisposable
    {
        _owned.Add(one);
        return one;
    }
}
