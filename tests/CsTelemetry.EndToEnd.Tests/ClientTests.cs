using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CsTelemetry.Client;
using CsTelemetry.Client.Contracts;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>The client of the REST API reads and writes a running collector.</summary>
[Collection(SharedPortfolio.Name)]
public sealed class ClientTests(PortfolioFixture portfolio) : IDisposable
{
    private readonly ApiReader _raw = new(portfolio.Collector.Http, portfolio.ReadKey);
    private readonly CsTelemetryApiClient _client = CsTelemetryApiClient.Create(portfolio.Collector.Http, portfolio.ReadKey);

    public void Dispose()
    {
        _raw.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task Scores_are_listed_as_the_collector_has_them()
    {
        var raw = await _raw.ListAsync("/v1/adoption-scores?sort=-score");

        var rows = await ReadAsync(_client.ListAdoptionScoresAsync(new() { Order = ScoreOrder.ScoreDescending }));
        var atRisk = await ReadAsync(_client.ListAdoptionScoresAsync(new() { Band = HealthBand.AtRisk, Order = ScoreOrder.Score }));

        Assert.Equal(raw.Select(row => ((string)row["account_id"]!, (double?)row["score"], (string?)row["top_reason"])), rows.Select(row => (row.AccountId, row.Score, row.TopReason)));
        Assert.DoesNotContain(rows, row => row.State == AccountState.Unknown || row.Status == ScoreStatus.Unknown || row.Band == HealthBand.Unknown || row.Confidence == ConfidenceLevel.Unknown);
        Assert.Equal(rows.Where(row => row.Band == HealthBand.AtRisk).Select(row => row.AccountId).Order(), atRisk.Select(row => row.AccountId).Order());
    }

    [Fact]
    public async Task A_score_comes_with_its_whole_explanation_and_history()
    {
        var row = (await ReadAsync(_client.ListAdoptionScoresAsync(new() { State = AccountState.Scored }))).First();

        var score = await _client.GetAdoptionScoreAsync(row.AccountId, expand: ScoreExpansion.Everything);
        var history = await _client.GetAdoptionScoreHistoryAsync(row.AccountId, from: score.AsOf.AddDays(-27), to: score.AsOf);

        Assert.Equal(row.Score, score.Score);
        Assert.Equal(score.Score!.Value, score.Components.Sum(component => component.Points) + score.Caps.Sum(cap => cap.Points), precision: 6);
        Assert.NotEmpty(score.Features!);
        Assert.NotNull(score.Peers);
        Assert.NotNull(score.NextActions);
        Assert.Equal(score.AsOf.AddDays(-28), score.Delta!.FromAsOf);
        Assert.Equal((score.AsOf, score.Score), history.Points.Select(point => (point.AsOf, point.Score)).Last());
    }

    [Fact]
    public async Task Accounts_features_and_adoption_are_those_of_the_events()
    {
        var people = portfolio.Uses.Where(use => use.Actor == ActorKind.Human && use.Feature == "feature-0").Select(use => (use.Account, use.User)).Distinct();

        var accounts = await ReadAsync(_client.ListAccountsAsync());
        var features = await ReadAsync(_client.ListFeaturesAsync(portfolio.AsOf));
        var adoption = await _client.GetFeatureAdoptionAsync("feature-0", new() { AsOf = portfolio.AsOf }, from: portfolio.AsOf.AddDays(-13), interval: MetricInterval.Day);

        Assert.Equal(portfolio.Uses.Select(use => use.Account).Append("only-logs-in").Distinct().Order(StringComparer.Ordinal), accounts.Select(account => account.AccountId));
        Assert.Equal(portfolio.Uses.Select(use => use.Feature).Distinct().Order(StringComparer.Ordinal), features.Select(feature => feature.Key));
        Assert.All(features, feature => Assert.Equal((false, FeatureKind.Value), (feature.Catalogued, feature.Kind)));
        var points = Assert.Single(adoption.Groups).Points;
        Assert.Equal(14, points.Count);
        Assert.Equal(people.Count(), points[^1].Value!.UsersEver);
    }

    [Fact]
    public async Task Who_never_used_a_feature_is_listed_and_summed_up()
    {
        var raw = await _raw.ListAsync("/v1/features/feature-8/never-used");

        var items = await ReadAsync(_client.ListNeverUsedAsync("feature-8"));
        var summary = await _client.GetNeverUsedSummaryAsync("feature-8");

        Assert.Contains(items, item => item.AccountId == "only-logs-in");
        Assert.Equal(raw.Select(item => (string)item["account_id"]!), items.Select(item => item.AccountId));
        Assert.Equal((items.Count, true, false), (summary.NeverUsed!.Value, summary.Instrumented, summary.Suppressed));
        var refusal = await Assert.ThrowsAsync<CsTelemetryApiException>(() => ReadAsync(_client.ListNeverUsedAsync("feature-8", NeverUsedOf.Users)));
        Assert.Equal(HttpStatusCode.Forbidden, refusal.Status);
        Assert.Contains("users:read", refusal.Detail!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_told_is_kept_and_a_change_by_somebody_else_is_not_overwritten()
    {
        using var client = CsTelemetryApiClient.Create(portfolio.Collector.Http, await portfolio.Collector.CreateKeyAsync("client-writes", "read,catalog:write"));
        var account = new AccountDocument { Name = "Acme", Arr = 12000.5m, Tags = ["a"], Plan = [new("business", From: new DateOnly(2026, 1, 1))] };

        var created = await client.PutAccountAsync("acme/ü", account, WriteCondition.IfNew);
        var twice = await Assert.ThrowsAsync<CsTelemetryConflictException>(() => client.PutAccountAsync("acme/ü", account, WriteCondition.IfNew));
        var seated = await client.PutSeatsAsync("acme/ü", [new(25, From: new DateOnly(2026, 1, 1))], WriteCondition.IfUnchanged(created.Tag!));
        var late = await Assert.ThrowsAsync<CsTelemetryConflictException>(() => client.PutAccountAsync("acme/ü", account with { Csm = "Kim" }, WriteCondition.IfUnchanged(created.Tag!)));
        var read = await client.GetAccountAsync("acme/ü");

        Assert.Equal("acme/ü", created.Id);
        Assert.Equal((null, created.Tag), (twice.ExpectedTag, twice.CurrentTag));
        Assert.Equal((created.Tag, seated.Tag), (late.ExpectedTag, late.CurrentTag));
        Assert.Equal((seated.Tag, "Acme", 12000.5m, null, 25), (read.Tag, read.Document!.Name, read.Document.Arr, read.Document.Csm, read.Document.Seats![0].Seats));
        Assert.Null(read.Document.Further);
        var wrong = await Assert.ThrowsAsync<CsTelemetryApiException>(() => client.PutSeatsAsync("acme/ü", [new(-1)]));
        Assert.Equal("/seats/0/seats", Assert.Single(wrong.Errors).JsonPointer);
        await client.PutFeatureAsync("told.only", new FeatureDocument { Name = "Told", Core = true, Kind = FeatureKind.Navigation, ValueWeight = 2.5 }, WriteCondition.IfNew);
        Assert.Equal((FeatureKind.Navigation, 2.5), ((await client.GetFeatureAsync("told.only")).Document!.Kind!.Value, (await client.GetFeatureAsync("told.only")).Document!.ValueWeight!.Value));
    }

    [Fact]
    public async Task Questions_in_sql_and_exports_hold_the_events()
    {
        using var client = CsTelemetryApiClient.Create(portfolio.Collector.Http, await portfolio.Collector.CreateKeyAsync("acme", "read,users:read"));
        using var file = new MemoryStream();
        var uses = portfolio.Uses.Where(use => use.Account is "account-00" or "account-01").ToList();

        var answer = await client.QueryAsync(
            "SELECT count() AS uses FROM events WHERE kind = 'feature_use' AND account_id IN {accounts:Array(String)}", new Dictionary<string, object> { ["accounts"] = new List<string> { "account-00", "account-01" } });
        await client.ExportAsync("events", ExportFormat.Ndjson, portfolio.AsOf, portfolio.AsOf, file);
        var wrong = await Assert.ThrowsAsync<CsTelemetryApiException>(() => client.ExportAsync("secrets", ExportFormat.Csv, null, null, Stream.Null));

        Assert.Equal(("uses", $"{uses.Count}"), (Assert.Single(answer.Columns).Name, Assert.Single(answer.Rows)[0].GetString()));
        var lines = Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!);
        Assert.Equal(portfolio.Uses.Count(use => use.Day == portfolio.AsOf), lines.Count(line => (string)line["kind"]! == "feature_use"));
        Assert.Equal((HttpStatusCode.BadRequest, "dataset"), (wrong.Status, wrong.Parameter));
    }

    private static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items)
        {
            all.Add(item);
        }

        return all;
    }
}
