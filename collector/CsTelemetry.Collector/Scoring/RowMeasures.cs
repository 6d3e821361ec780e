using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Scoring;

/// <summary>
/// Measures a portfolio as a version does that did not score it: from its rows, which keep all that does not depend on a version, and, if the version has other core
/// features or counts them otherwise, from what each account did with those. Thread-safe.
/// </summary>
internal sealed class RowMeasures(CoreUseQueries queries, KnowledgeBook knowledge)
{
    /// <summary>Measures the accounts, in the order of the rows. Standard errors, which are of the scores that the rows hold, do not come along.</summary>
    /// <param name="tenant">Whose portfolio it is.</param>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="numbers">The version's numbers.</param>
    /// <param name="core">Its core features.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<RecalledAccount>> MeasureAsync(
        string tenant, Portfolio portfolio, AdoptionModel numbers, IReadOnlyList<CoreFeature> core, CancellationToken cancellationToken)
    {
        var remeasurement = new Remeasurement(numbers, core, portfolio.AsOf);
        if (portfolio.Models.All(used => CountsAlike(used, numbers, core)))
        {
            return [.. portfolio.Rows.Select(row => ScoreRows.RecalledOf(row)).Select(kept => Anew(kept, remeasurement.Of(kept.Measures)))];
        }

        var entitlements = new CoreEntitlements(await knowledge.GetAsync(tenant, cancellationToken), portfolio.AsOf, core);
        var used = new Dictionary<string, AccountMeasures>(StringComparer.Ordinal);
        await foreach (var (account, uses) in queries.ByAccountAsync(new QueryScope(tenant, portfolio.AsOf), core.Select(feature => feature.Feature), cancellationToken))
        {
            if (portfolio.Find(account) is { } row)
            {
                used[account] = remeasurement.Of(ScoreRows.MeasuresOf(row.Numbers), uses, entitlements.Of(account));
            }
        }

        return
        [
            .. portfolio.Rows
                .Select(row => ScoreRows.RecalledOf(row))
                .Select(kept => Anew(kept, used.GetValueOrDefault(kept.AccountId) ?? remeasurement.Of(kept.Measures, [], entitlements.Of(kept.AccountId)))),
        ];
    }

    private static RecalledAccount Anew(RecalledAccount kept, AccountMeasures measures) => kept with { Measures = measures, StandardError = null };

    private static bool CountsAlike(ScoreModel used, AdoptionModel numbers, IReadOnlyList<CoreFeature> core) =>
        used.Numbers.Shapes.AdoptedUses == numbers.Shapes.AdoptedUses
        && used.Numbers.Shapes.AdoptedDays == numbers.Shapes.AdoptedDays
        && used.Core.SequenceEqual(core);
}
