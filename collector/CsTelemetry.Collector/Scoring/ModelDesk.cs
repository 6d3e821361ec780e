using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Segments;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Scoring;

/// <summary>
/// Makes and publishes versions of score models. One writer of a version at a time, over all collectors of a store: each revision follows from the one before. Thread-safe.
/// </summary>
internal sealed class ModelDesk(
    ScoreModelStore store,
    ScoreModels models,
    ScoreInputReader reader,
    Portfolios portfolios,
    RowMeasures measures,
    KnowledgeBook knowledge,
    TimeProvider time,
    ChangeClaims? claims = null) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);

    public void Dispose() => _gate.Dispose();

    /// <summary>Writes a draft. What it leaves out of core features and targets is taken from the portfolio of a day and frozen.</summary>
    /// <param name="scope">Whose, and the day.</param>
    /// <param name="json">The document.</param>
    /// <param name="author">Who writes it.</param>
    /// <param name="expected">The tag of the revision that is to be replaced; null for any or none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ModelWrite> DraftAsync(QueryScope scope, ReadOnlyMemory<byte> json, string author, string? expected, CancellationToken cancellationToken)
    {
        if (ScoreModelJson.ReadDraft(json.Span, out var faults) is not { } document)
        {
            return new ModelWrite(ModelWriteStatus.Faulty, null, faults);
        }

        var (model, wrong) = await FrozenAsync(scope, document, cancellationToken);
        return model is null
            ? new ModelWrite(ModelWriteStatus.Faulty, null, wrong)
            : await UnderGateAsync(scope.Tenant, model.Version, expected, isNew: true, entry => Next(entry, model, ScoreModelState.Draft, "", author), cancellationToken);
    }

    /// <summary>Lets a draft be computed beside the version in force.</summary>
    public Task<ModelWrite> ShadowAsync(string tenant, string version, string author, string? expected, CancellationToken cancellationToken) =>
        UnderGateAsync(tenant, version, expected, isNew: false, entry => Next(entry!, models.Read(entry!), ScoreModelState.Shadow, entry!.Note, author), cancellationToken);

    /// <summary>Puts a version in force; the one before is retired.</summary>
    public async Task<ModelWrite> PublishAsync(string tenant, string version, string note, string author, string? expected, CancellationToken cancellationToken)
    {
        var before = await models.PublishedEntryAsync(tenant, cancellationToken);
        var write = await UnderGateAsync(
            tenant, version, expected, isNew: false, entry => Next(entry!, models.Read(entry!), ScoreModelState.Published, note, author), cancellationToken);
        if (write.Status == ModelWriteStatus.Done && before is not null && before.Version != version)
        {
            await store.WriteAsync(tenant, before with { Revision = before.Revision + 1, State = ScoreModelState.Retired, RecordedAt = time.GetUtcNow(), RecordedBy = author }, cancellationToken);
            models.Forget(tenant);
        }

        return write;
    }

    /// <summary>Gets the strong tag of a revision.</summary>
    public static string TagOf(ScoreModelEntry entry) => $"\"{entry.Revision}-{entry.Hash[..16]}\"";

    private async Task<ModelWrite> UnderGateAsync(
        string tenant, string version, string? expected, bool isNew, Func<ScoreModelEntry?, ScoreModelEntry> next, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return claims is null
                ? await ChangeAsync(tenant, version, expected, isNew, next, cancellationToken)
                : await claims.AloneAsync(tenant, $"score model {version}", () => ChangeAsync(tenant, version, expected, isNew, next, cancellationToken), cancellationToken)
                    ?? new ModelWrite(ModelWriteStatus.Changed, (await models.ListAsync(tenant, cancellationToken)).FirstOrDefault(entry => entry.Version == version));
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<ModelWrite> ChangeAsync(
        string tenant, string version, string? expected, bool isNew, Func<ScoreModelEntry?, ScoreModelEntry> next, CancellationToken cancellationToken)
    {
        models.Forget(tenant);
        var entry = (await models.ListAsync(tenant, cancellationToken)).FirstOrDefault(entry => entry.Version == version);
        if (entry is null ? !isNew : expected is not null && expected != TagOf(entry))
        {
            return new ModelWrite(entry is null ? ModelWriteStatus.NotFound : ModelWriteStatus.Changed, entry);
        }

        if (entry is { State: ScoreModelState.Published or ScoreModelState.Retired } || (isNew && entry is { State: ScoreModelState.Shadow }))
        {
            return new ModelWrite(ModelWriteStatus.Immutable, entry);
        }

        var written = next(entry);
        await store.WriteAsync(tenant, written, cancellationToken);
        models.Forget(tenant);
        return new ModelWrite(ModelWriteStatus.Done, written);
    }

    private ScoreModelEntry Next(ScoreModelEntry? before, ScoreModel model, ScoreModelState state, string note, string author) =>
        new(model.Version, (before?.Revision ?? 0) + 1, model.Hash, state, note, ScoreBases.Write(model), time.GetUtcNow(), author);

    private async Task<(ScoreModel? Model, IReadOnlyList<ModelFault> Faults)> FrozenAsync(QueryScope scope, ScoreModelDocument document, CancellationToken cancellationToken)
    {
        if (document.Version.EndsWith("-auto", StringComparison.Ordinal))
        {
            return (null, [new ModelFault("/version", $"\"{document.Version}\" ends in -auto, which names targets of each day's own; choose another version, such as 1.1.0.")]);
        }

        if (document is { Core: not null, Targets: not null })
        {
            var whole = ScoreModel.TryCreate(document, out var faults);
            return (whole, faults);
        }

        var core = document.Core ?? await reader.CoreAsync(scope, await knowledge.GetAsync(scope.Tenant, cancellationToken), cancellationToken);
        var targets = document.Targets ?? await TargetsAsync(scope, document.ToModel(), core, cancellationToken);
        var model = ScoreModel.TryCreate(document with { Core = core, Targets = targets }, out var wrong);
        return (model, wrong);
    }

    // Of the scores as they stand: their rows keep what targets are made of.
    private async Task<IReadOnlyList<SegmentTargets>> TargetsAsync(QueryScope scope, AdoptionModel numbers, IReadOnlyList<CoreFeature> core, CancellationToken cancellationToken)
    {
        var portfolio = await portfolios.GetAsync(scope, cancellationToken);
        var accounts = await measures.MeasureAsync(scope.Tenant, portfolio, numbers, core, cancellationToken);
        return ScoreModel.FreezeRecalled(numbers, accounts, scope.AsOf, core).Segments.Rows;
    }
}
