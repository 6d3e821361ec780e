using System.Text.Json;
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
        return ModelComparison.Of(await comparing) with { BackTest = BackTestMap.Of(await testing) };
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
}
