using System.Text.Json;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Erasing;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Measuring;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Measuring;

namespace CsTelemetry.Collector.Tests.Clusters;

/// <summary>Asks everything that the collector's query classes can ask about a tenant, and writes the answers as text.</summary>
internal static class EveryQuestion
{
    internal static async Task<Dictionary<string, string>> AskAsync(ClickHouseClient client, string tenant, DateOnly asOf)
    {
        var answers = new Dictionary<string, string>();
        foreach (var (name, ask) in Questions(client, tenant, asOf))
        {
            answers.Add(name, await ask());
        }

        return answers;
    }

    /// <summary>Tells how each question failed; null if it was answered.</summary>
    internal static async Task<Dictionary<string, ClickHouseException?>> FailuresAsync(ClickHouseClient client, string tenant, DateOnly asOf)
    {
        var failures = new Dictionary<string, ClickHouseException?>();
        foreach (var (name, ask) in Questions(client, tenant, asOf))
        {
            try
            {
                await ask();
                failures.Add(name, null);
            }
            catch (ClickHouseException exception)
            {
                failures.Add(name, exception);
            }
        }

        return failures;
    }

    private static List<(string Name, Func<Task<string>> Ask)> Questions(ClickHouseClient client, string tenant, DateOnly asOf)
    {
        var scope = new QueryScope(tenant, asOf);
        var stop = CancellationToken.None;
        var (accounts, features, portfolio) = (new AccountQueries(client), new FeatureQueries(client), new PortfolioQueries(client));
        var (scoring, ingestion, erasures) = (new ScoringQueries(client), new IngestionQueries(client), new ErasureQueries(new ErasureStore(client)));
        var (metrics, everything) = (new MetricQueries(client, new MetricOptions()), new UsageQuestion(UsageSlice.Platform, MetricReader.Ever));
        return
        [
            ("account activity", () => LinesAsync(accounts.ActivityAsync(scope, stop))),
            ("account adopters", () => LinesAsync(accounts.AdoptersAsync(scope, stop))),
            ("account trend", () => LinesAsync(accounts.TrendAsync(scope, stop))),
            ("account names", () => LinesAsync(accounts.NamesAsync(tenant, stop))),
            ("feature activity", () => LinesAsync(features.ActivityAsync(scope, stop))),
            ("feature adopters", () => LinesAsync(features.AdoptersAsync(scope, stop))),
            ("feature trend", () => LinesAsync(features.TrendAsync(scope, stop))),
            ("portfolio activity", async () => JsonSerializer.Serialize(await portfolio.ActivityAsync(scope, stop))),
            ("portfolio trend", () => LinesAsync(portfolio.TrendAsync(scope, stop))),
            ("scoring inputs", () => LinesAsync(InputsAsync(client, scoring, scope))),
            ("scoring totals", () => LinesAsync(scoring.FeatureTotalsAsync(scope, stop))),
            ("core use", () => LinesAsync(CoreUsesAsync(client, scoring, scope))),
            ("accounts seen", () => LinesAsync(metrics.AccountsAsync(scope, null, stop))),
            ("people seen", () => LinesAsync(metrics.PeopleAsync(scope, null, stop))),
            ("features reported", () => LinesAsync(metrics.ReportedAsync(scope, stop))),
            ("days of use", async () => string.Join('\n', UseLines.Of(await metrics.UsesAsync(scope, everything, stop), MetricReader.Ever))),
            ("walks", () => LinesAsync(WalksAsync(metrics, scope))),
            ("ingestion", async () => JsonSerializer.Serialize(await ingestion.CountsAsync(tenant, stop))),
            .. ScoreQuestions.Of(client, tenant, asOf),
            ("erasures", () => LinesAsync(erasures.ListAsync(tenant, null, 10, stop))),
        ];
    }

    private static async Task<List<string>> CoreUsesAsync(ClickHouseClient client, ScoringQueries scoring, QueryScope scope)
    {
        var totals = await scoring.FeatureTotalsAsync(scope, CancellationToken.None);
        var lines = new List<string>();
        await foreach (var (account, uses) in new CoreUseQueries(client).ByAccountAsync(scope, totals.Select(total => total.Feature), CancellationToken.None))
        {
            lines.Add($"{account}: {string.Join(", ", uses)}");
        }

        return lines;
    }

    // The scores' own way: what is known of exclusion goes before what is stored.
    private static async Task<List<string>> InputsAsync(ClickHouseClient client, ScoringQueries scoring, QueryScope scope)
    {
        using var metrics = new KnowledgeMetrics();
        using var book = new KnowledgeBook(new KnowledgeStore(client), new KnowledgeOptions(), new KnowledgeFeed(), metrics, new ManualTimeProvider());
        var reader = new ScoreInputReader(scoring, new LandedQueries(client), new ScoringOptions());
        var question = new ScoreQuestion(scope.Tenant, scope.AsOf, await book.GetAsync(scope.Tenant, CancellationToken.None));
        var inputs = new List<string>();
        await foreach (var chunk in reader.ReadAsync(question, [new("feature.0"), new("feature.2")], null, CancellationToken.None))
        {
            inputs.AddRange(
                from input in chunk
                where !input.Usage.Excluded
                from user in input.Usage.Users
                let uses = user.CoreFeatures84.OrderBy(use => use.Feature, StringComparer.Ordinal).Select(use => $"{use.Feature} {use.Uses84} {use.Days84}")
                select $"{input.Usage.AccountId} {user.UserId} {user.WeekBlocks} {user.Events84} {user.DecayedEvents:R} {string.Join(' ', uses)}");
        }

        return inputs;
    }

    private static async Task<IEnumerable<string>> WalksAsync(MetricQueries metrics, QueryScope scope) =>
        (await metrics.WalkersAsync(scope, ["feature.0", "feature.2"], MetricReader.Ever, null, CancellationToken.None))
            .SelectMany(walker => walker.Events.Select(e => $"{walker.AccountId} {walker.UserId} {e}"));

    // What SQL does not order may come in any order.
    internal static async Task<string> LinesAsync<TRows>(Task<TRows> asking)
        where TRows : System.Collections.IEnumerable
    {
        var rows = await asking;
        return string.Join('\n', rows.Cast<object>().Select(row => JsonSerializer.Serialize(row)).Order(StringComparer.Ordinal));
    }
}
