using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Computes a portfolio: asks the rollup, then lets the pure model decide.</summary>
internal sealed class PortfolioBuilder(ScoringQueries queries, TimeProvider time)
{
    public async Task<Portfolio> BuildAsync(QueryScope scope, CancellationToken cancellationToken)
    {
        var heartbeat = await queries.HeartbeatAsync(scope, cancellationToken);
        var totals = await queries.FeatureTotalsAsync(scope, cancellationToken);
        var core = CoreFeatureSelection.Select(totals);
        var firstDays = await queries.FirstDaysAsync(scope, cancellationToken);
        var users = await queries.UsersAsync(scope, cancellationToken);
        var uses = await queries.FeatureUsesAsync(scope, core.Select(feature => feature.Feature), cancellationToken);
        var accounts = Assemble(firstDays, users, uses, heartbeat);
        return new Portfolio(PortfolioScorer.Score(accounts, scope.AsOf, core), time.GetUtcNow(), heartbeat);
    }

    // The product's back ends report all accounts, so its newest event of any kind is every account's heartbeat.
    private static List<AccountUsage> Assemble(
        List<AccountFirstDay> firstDays, List<UserUsageRow> users, List<FeatureUseRow> uses, DateOnly? heartbeat)
    {
        var usesByUser = uses.ToLookup(use => (use.AccountId, use.UserId), use => new FeatureUse(use.Feature, use.Uses, use.Days));
        var usersByAccount = users.ToLookup(
            user => user.AccountId,
            user => new UserUsage(user.UserId, user.WeekBlocks, user.Events84, user.DecayedEvents, [.. usesByUser[(user.AccountId, user.UserId)]]),
            StringComparer.Ordinal);
        return [.. firstDays.Select(account => new AccountUsage(
            account.AccountId, account.FirstDay, [.. usersByAccount[account.AccountId]], LastHeartbeat: heartbeat))];
    }
}
