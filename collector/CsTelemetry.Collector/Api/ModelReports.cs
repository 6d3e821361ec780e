using System.Text.Json;
using CsTelemetry.Adoption.Bands;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Proving;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;
using StoredState = CsTelemetry.ClickHouse.Scores.ScoreModelState;

namespace CsTelemetry.Collector.Api;

/// <summary>Answers questions about versions of the score model. Thread-safe.</summary>
internal sealed class ModelReports(ScoreModels models, ScoreStore store, ModelPreview preview, ModelBackTest backTest, CompleteDays days)
{
    private const int MoverCount = 50;
    private const int ProgressDays = 400;

    public async Task<ScoreModelList> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        var entries = await models.ListAsync(tenant, cancellationToken);
        return new ScoreModelList(
            (await models.PublishedEntryAsync(tenant, cancellationToken))?.Version ?? ModelParameter.Auto,
            [.. entries.OrderBy(entry => entry.Version, StringComparer.Ordinal).Select(Summary)]);
    }

    public async Task<ScoreModelDetail?> FindAsync(string tenant, string version, CancellationToken cancellationToken)
    {
        if ((await models.ListAsync(tenant, cancellationToken)).FirstOrDefault(entry => entry.Version == version) is not { } entry)
        {
            return null;
        }

        var newest = await days.NewestAsync(tenant, cancellationToken);
        var runs = await store.RunsAsync(tenant, newest.AddDays(-ProgressDays), newest, entry.Hash, cancellationToken);
        using var document = JsonDocument.Parse(entry.Body);
        return new ScoreModelDetail(Summary(entry), document.RootElement.Clone(), runs.Select(run => run.AsOf).Distinct().Count());
    }

    /// <summary>Tells what a version would change; null when there is none.</summary>
    public async Task<Contracts.ScoreModelPreview?> PreviewAsync(string tenant, string version, string? asOf, CancellationToken cancellationToken)
    {
        if ((await models.ListAsync(tenant, cancellationToken)).FirstOrDefault(entry => entry.Version == version) is not { } entry)
        {
            return null;
        }

        var day = await DayAsync(tenant, asOf, cancellationToken);
        var (scope, model) = (new QueryScope(tenant, day), models.Read(entry));
        var testing = backTest.RunAsync(scope, model, cancellationToken);
        var comparing = preview.CompareAsync(scope, model, cancellationToken);
        await Task.WhenAll(testing, comparing);
        var (before, after) = await comparing;
        return Compare(before, after) with { BackTest = BackTestMap.Of(await testing) };
    }

    public async Task<DateOnly> DayAsync(string tenant, string? asOf, CancellationToken cancellationToken) =>
        AsOfParameter.Read(asOf, await days.NewestAsync(tenant, cancellationToken));

    public static ScoreModelSummary Summary(ScoreModelEntry entry) => new(
        entry.Version,
        entry.State switch
        {
            StoredState.Draft => Contracts.ScoreModelState.Draft,
            StoredState.Shadow => Contracts.ScoreModelState.Shadow,
            StoredState.Published => Contracts.ScoreModelState.Published,
            StoredState.Retired => Contracts.ScoreModelState.Retired,
            _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.State, "The state has no contract."),
        },
        entry.Hash,
        entry.Note,
        entry.RecordedAt,
        entry.RecordedBy,
        ModelDesk.TagOf(entry));

    /// <summary>Puts two portfolios of one day side by side.</summary>
    internal static Contracts.ScoreModelPreview Compare(Portfolio before, Portfolio after)
    {
        var pairs = before.Rows.Select(row => (Before: row, After: after.Find(row.AccountId))).Where(pair => pair.After is not null).Select(pair => (pair.Before, After: pair.After!)).ToList();
        return new Contracts.ScoreModelPreview(
            before.AsOf,
            pairs.Count,
            pairs.Count(pair => pair.Before.Score is not null),
            pairs.Count(pair => pair.After.Score is not null),
            ScoreStatistics.Median(pairs.Select(pair => pair.Before)),
            ScoreStatistics.Median(pairs.Select(pair => pair.After)),
            [.. pairs
                .Where(pair => pair.Before.Score is not null && pair.After.Score is not null)
                .Select(pair => new ScoreMover(pair.Before.AccountId, pair.Before.Score!.Value, pair.After.Score!.Value, pair.After.Score.Value - pair.Before.Score.Value))
                .Where(mover => mover.Change != 0)
                .OrderByDescending(mover => Math.Abs(mover.Change))
                .ThenBy(mover => mover.AccountId, StringComparer.Ordinal)
                .Take(MoverCount)],
            [.. pairs
                .GroupBy(pair => (From: EdgeBand(pair.Before, before), To: EdgeBand(pair.After, after)))
                .OrderBy(flow => flow.Key)
                .Select(flow => new BandFlow(ContractMap.Band(flow.Key.From), ContractMap.Band(flow.Key.To), flow.Count()))],
            Tenths(pairs.Select(pair => pair.Before)),
            Tenths(pairs.Select(pair => pair.After)));
    }

    private static AdoptionBand? EdgeBand(ScoreRow row, Portfolio portfolio) =>
        row.Score is { } score ? portfolio.ModelOf(row).Numbers.Bands.BandOf(score) : null;

    private static int[] Tenths(IEnumerable<ScoreRow> rows)
    {
        var tenths = new int[10];
        foreach (var score in rows.Select(row => row.Score).OfType<double>())
        {
            tenths[Math.Min(9, (int)(score / 10))]++;
        }

        return tenths;
    }
}
