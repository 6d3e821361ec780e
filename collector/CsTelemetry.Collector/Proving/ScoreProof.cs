using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Validation;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Proving;

/// <summary>Replays a tenant's own history through the score, and keeps the card that says whether it foretold anything. Thread-safe.</summary>
internal sealed class ScoreProof(HistoryQueries histories, KnowledgeBook knowledge, ScoreModels models, CompleteDays days, ScoreModelStore store, TimeProvider time)
{
    /// <param name="tenant">Whose history.</param>
    /// <param name="firstMonth">Any day of the first month at whose end accounts are scored; null for the month of the first event.</param>
    /// <param name="lastMonth">Any day of the last one; null for the newest whose outcome is known.</param>
    /// <param name="choice">Which knowledge of customers is used.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="AdministrationException">There is no history, or more than is held in memory.</exception>
    public async Task<ValidationCard> RunAsync(string tenant, DateOnly? firstMonth, DateOnly? lastMonth, KnowledgeChoice choice, CancellationToken cancellationToken)
    {
        var scope = new QueryScope(tenant, await days.NewestAsync(tenant, cancellationToken));
        var rows = await histories.RowCountAsync(scope, cancellationToken);
        if (rows > HistoryQueries.MaxRows)
        {
            throw new AdministrationException($"The tenant \"{tenant}\" has {rows} rows of value events; a replay holds at most {HistoryQueries.MaxRows} in memory. Validate on a collector with a copy of some of its accounts.");
        }

        var accounts = await histories.ReadAsync(scope, cancellationToken);
        if (accounts.Count == 0)
        {
            throw new AdministrationException($"The tenant \"{tenant}\" has no events up to {scope.AsOf:O}. Name one that has: `collector tenants list`.");
        }

        var model = await models.PublishedAsync(tenant, cancellationToken);
        var options = new ValidationOptions(
            firstMonth ?? accounts.Min(account => account.FirstDay),
            lastMonth ?? scope.AsOf,
            scope.AsOf,
            Knowledge: await knowledge.GetAsync(tenant, cancellationToken),
            Version: model);
        var isRecorded = choice == KnowledgeChoice.Recorded
            || (choice == KnowledgeChoice.Auto && (await KnownAtAsync(tenant, LastMonthEnd(options), cancellationToken)).Accounts.Count > 0);

        // Seconds of computing: not on the thread that asks.
        var card = await Task.Run(
            () => isRecorded
                ? Validator.ValidateAsync(accounts, options, (asOf, ending) => KnownAtAsync(tenant, asOf, ending), cancellationToken)
                : Task.FromResult(Validator.Validate(accounts, options)),
            cancellationToken);
        var version = model?.Version ?? $"{AdoptionModel.V1.Version}-auto";
        await store.WriteValidationAsync(tenant, version, model?.Hash ?? "", time.GetUtcNow(), System.Text.Encoding.UTF8.GetString(ValidationJson.Write(card)), cancellationToken);
        return card;
    }

    private Task<TenantKnowledge> KnownAtAsync(string tenant, DateOnly asOf, CancellationToken cancellationToken) =>
        knowledge.GetAsync(tenant, new DateTimeOffset(asOf.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero), cancellationToken);

    // Of a history without an outcome yet, any day does: there is nothing to score.
    private static DateOnly LastMonthEnd(ValidationOptions options) => Validator.MonthEnds(options) is { Count: > 0 } ends ? ends[^1] : options.LastDay;
}
