using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Api;

/// <summary>Answers the API's questions from queries and scores. Thread-safe.</summary>
internal sealed class AdoptionReports(
    Portfolios portfolios,
    PortfolioQueries portfolioQueries,
    AccountQueries accountQueries,
    IngestionQueries ingestionQueries,
    KnowledgeBook book,
    CompleteDays days,
    Tenancy.TenantDirectory tenants)
{
    public async Task<Overview> OverviewAsync(string tenant, string? asOf, CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(tenant, asOf, cancellationToken);
        var portfolio = await portfolios.GetAsync(scope, cancellationToken);
        var activity = await portfolioQueries.ActivityAsync(scope, cancellationToken);
        var trend = await portfolioQueries.TrendAsync(scope, cancellationToken);
        var scores = portfolio.Rows;
        return new Overview(
            tenant,
            tenants.TimeZoneOf(tenant).Id,
            scope.AsOf,
            CompleteDays.IsProvisional(scope.AsOf, await days.NewestAsync(tenant, cancellationToken)),
            portfolio.Model.Version,
            ContractMap.ActiveUsers(activity.Users),
            activity.Accounts28d,
            scores.Count,
            (int)activity.FeatureCount,
            ScoreStatistics.Median(scores),
            ScoreStatistics.CountStates(scores),
            ScoreStatistics.CountBands(scores),
            TrendMap.Portfolio(trend, scope.AsOf));
    }

    public async Task<Page<AccountSummary>> AccountsAsync(string tenant, string? asOf, PageParameters page, CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(tenant, asOf, cancellationToken);
        var portfolio = await portfolios.GetAsync(scope, cancellationToken);
        var activity = await accountQueries.ActivityAsync(scope, cancellationToken);
        var adopters = await accountQueries.AdoptersAsync(scope, cancellationToken);
        var names = await NamesAsync(tenant, cancellationToken);
        var trend = (await accountQueries.TrendAsync(scope, cancellationToken)).ToLookup(week => week.Key, StringComparer.Ordinal);

        // An account that came in after the portfolio was computed is listed with the next one.
        var accounts =
            from account in activity.OrderBy(account => account.AccountId, StringComparer.Ordinal)
            let score = portfolio.Find(account.AccountId)
            where score is not null
            select new AccountSummary(
                account.AccountId,
                names.GetValueOrDefault(account.AccountId),
                ContractMap.State(ScoreRows.StateOf(score)),
                score.Score,
                ContractMap.Band(ScoreRows.BandOf(score)),
                ContractMap.ActiveUsers(account.Users),
                adopters.GetValueOrDefault(account.AccountId),
                account.Features28d,
                account.Uses28d,
                account.FirstUse,
                account.LastUse,
                TrendMap.Row(trend[account.AccountId], scope.AsOf));
        return page.Cut(scope.AsOf, accounts.ToList(), account => account.AccountId);
    }

    public async Task<Ingestion> IngestionAsync(string tenant, CancellationToken cancellationToken)
    {
        var stored = await ingestionQueries.CountsAsync(tenant, cancellationToken);
        return new Ingestion(stored.Raw, stored.Distinct, stored.RolledUp, stored.FirstDay, stored.LastDay, stored.LastReceivedAt);
    }

    // A name that was told goes before one that events gave, which may be a moment newer than what was learned from them.
    private async Task<Dictionary<string, string>> NamesAsync(string tenant, CancellationToken cancellationToken)
    {
        var names = await accountQueries.NamesAsync(tenant, cancellationToken);
        var state = await book.StateAsync(tenant, cancellationToken);
        foreach (var account in state.Knowledge.Accounts.Values.Where(account => account.Name is not null && state.Find(KnowledgeKey.OfAccount(account.Id)).Standing is not null))
        {
            names[account.Id] = account.Name!;
        }

        return names;
    }

    private async Task<QueryScope> ScopeAsync(string tenant, string? asOf, CancellationToken cancellationToken) =>
        new(tenant, AsOfParameter.Read(asOf, await days.NewestAsync(tenant, cancellationToken)));
}
