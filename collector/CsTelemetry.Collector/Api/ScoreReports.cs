using CsTelemetry.Adoption.Scoring;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Api;

/// <summary>Answers questions about scores. Thread-safe.</summary>
internal sealed class ScoreReports(
    Portfolios portfolios, ScoreStore store, ScoreModels models, CompleteDays days, KnowledgeBook knowledge, AccountQueries accounts, ScoreExpander expander)
{
    private const int TrendDays = 28;
    private const int MaxHistoryDays = 1_830;

    // So far back a stale account's last score is looked for.
    private const int LastScoreDays = 400;

    /// <summary>Lists scores.</summary>
    public async Task<Page<AdoptionScoreRow>> ListAsync(string tenant, ScoreQuery query, CancellationToken cancellationToken)
    {
        var page = PageParameters.Read(query.Limit, null);
        var sort = ScoreSort.Read(query.Sort);
        var condition = query.Condition();
        var after = string.IsNullOrEmpty(query.Cursor) ? default((DateOnly AsOf, double Number, string AccountId)?) : sort.ReadCursor(query.Cursor);
        var newest = await days.NewestAsync(tenant, cancellationToken);
        var asOf = AsOfParameter.Read(after is { } place && string.IsNullOrEmpty(query.AsOf) ? $"{place.AsOf:O}" : query.AsOf, newest);
        var model = await ModelParameter.ReadAsync(models, tenant, query.ModelVersion, cancellationToken);
        var portfolio = await portfolios.GetAsync(new QueryScope(tenant, asOf), model, cancellationToken);
        var before = await portfolios.GetStoredAsync(new QueryScope(tenant, asOf.AddDays(-TrendDays)), model, cancellationToken);
        var all = portfolio.Rows.Where(condition).ToList();
        var rows = all.Select(row => ContractMap.Row(row, portfolio, before));
        var sorted = rows
            .Select(row => (Place: sort.PlaceOf(row), Row: row))
            .OrderBy(pair => pair.Place, Comparer<(double Number, string AccountId)>.Create(ScoreSort.Compare))
            .SkipWhile(pair => after is { } last && ScoreSort.Compare(pair.Place, (last.Number, last.AccountId)) <= 0)
            .Take(page.Limit + 1)
            .Select(pair => pair.Row)
            .ToList();
        var items = sorted.Take(page.Limit).Select(row => ContractMap.WithReason(row, portfolio)).ToList();
        return new Page<AdoptionScoreRow>(asOf, all.Count, items, sorted.Count > page.Limit ? sort.CursorAfter(asOf, items[^1]) : null);
    }

    /// <summary>Explains one score; null when the account is not known.</summary>
    public async Task<Contracts.AdoptionScore?> FindAsync(
        string tenant, string accountId, string? asOf, string? modelVersion, ScoreExpansion expansion, bool seesUsers, CancellationToken cancellationToken)
    {
        var day = AsOfParameter.Read(asOf, await days.NewestAsync(tenant, cancellationToken));
        var model = await ModelParameter.ReadAsync(models, tenant, modelVersion, cancellationToken);
        var scope = new QueryScope(tenant, day);
        var portfolio = await portfolios.GetAsync(scope, model, cancellationToken);
        if (portfolio.Find(accountId) is not { } row)
        {
            return null;
        }

        var score = ContractMap.Score(row, portfolio, await NameAsync(tenant, accountId, cancellationToken)) with
        {
            LastScore = ScoreRows.StateOf(row) == AdoptionState.Stale ? await LastScoreAsync(tenant, row, cancellationToken) : null,
        };
        return await expander.ExpandAsync(score, row, portfolio, model, scope, expansion, seesUsers, cancellationToken);
    }

    /// <summary>Lists the stored scores of an account; null when it has none.</summary>
    public async Task<ScoreHistory?> HistoryAsync(string tenant, string accountId, string? from, string? to, string? modelVersion, CancellationToken cancellationToken)
    {
        var newest = await days.NewestAsync(tenant, cancellationToken);
        var last = DayParameter.Read("to", to, newest);
        var first = DayParameter.Read("from", from, last.AddDays(-365));
        if (first > last || last.DayNumber - first.DayNumber > MaxHistoryDays)
        {
            throw new InvalidParameterException("from", $"{first:O} to {last:O} cannot be answered; it must be 0 to {MaxHistoryDays} days before `to`.");
        }

        var model = await ModelParameter.ReadAsync(models, tenant, modelVersion, cancellationToken);
        var rows = await store.HistoryAsync(tenant, accountId, model is null ? ScoreRows.AutoHash : model.Hash, first, last, cancellationToken);
        return rows.Count == 0 && (await portfolios.GetAsync(new QueryScope(tenant, last < newest ? last : newest), model, cancellationToken)).Find(accountId) is null
            ? null
            : new ScoreHistory(accountId, model?.Version ?? ModelParameter.Auto, [.. rows.Select(ContractMap.Point)]);
    }

    private async Task<string?> NameAsync(string tenant, string accountId, CancellationToken cancellationToken) =>
        (await knowledge.GetAsync(tenant, cancellationToken)).Accounts.GetValueOrDefault(accountId)?.Name
        ?? await accounts.NameAsync(tenant, accountId, cancellationToken);

    private async Task<LastScore?> LastScoreAsync(string tenant, ScoreRow row, CancellationToken cancellationToken)
    {
        var history = await store.HistoryAsync(tenant, row.AccountId, row.ModelHash, row.AsOf.AddDays(-LastScoreDays), row.AsOf, cancellationToken);
        return history.LastOrDefault(earlier => earlier.Score is not null) is { } scored
            ? new LastScore(scored.AsOf, scored.Score!.Value, row.AsOf.DayNumber - scored.AsOf.DayNumber)
            : null;
    }
}
