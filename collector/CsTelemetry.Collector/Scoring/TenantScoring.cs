using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Knowing;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Makes the runs of a tenant that are due. Runs alone.</summary>
internal sealed class TenantScoring(
    ScoreSchedule schedule,
    ScoreRunner runner,
    StoredDays storedDays,
    ScoreBacklog backlog,
    ScoreModels models,
    KnowledgeBook knowledge,
    CompleteDays days,
    ScoringOptions options,
    ScoreMetrics metrics,
    TimeProvider time,
    ILogger<TenantScoring> logger)
{
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal);

    /// <summary>Makes the runs that cannot wait. A tenant whose scores cannot be computed keeps nobody else waiting.</summary>
    public async Task RunDueAsync(string tenant, DirtyAccounts dirty, LogHorizon horizon, CancellationToken cancellationToken)
    {
        try
        {
            await RunAllDueAsync(tenant, dirty, horizon, cancellationToken);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidDataException)
        {
            backlog.Drop(tenant);
            metrics.Failed();
            Log.TenantFailed(logger, tenant, exception);
        }
    }

    private async Task RunAllDueAsync(string tenant, DirtyAccounts fresh, LogHorizon horizon, CancellationToken cancellationToken)
    {
        var (known, newest) = await NowAsync(tenant, cancellationToken);
        var all = backlog.Of(tenant);
        var plans = new List<(ScoreModel? Model, IReadOnlyDictionary<DateOnly, StoredDay> Stored, ScorePlan Plan)>();
        foreach (var model in await ModelsAsync(tenant, cancellationToken))
        {
            var stored = await StoredAsync(tenant, model, newest, cancellationToken);
            await AddUnheardAsync(tenant, fresh, known, stored, newest, cancellationToken);
            all.Add(fresh);
            plans.Add((model, stored, schedule.Plan(newest, stored, fresh, all, model is null)));
        }

        // What waits is stored before anything is worked off: the newest day's run says that what was known by then has been heard.
        var lastOld = ScoreSchedule.LastOld(newest);
        var isSplit = plans.Exists(plan => plan.Plan.WorkedOffBefore is not null);
        var daysLeft = plans.Sum(plan => plan.Plan.DaysLeft);
        if (isSplit)
        {
            await backlog.KeepAsync(tenant, all.Until(lastOld, DateOnly.MinValue), daysLeft, cancellationToken);
        }

        foreach (var (model, stored, plan) in plans)
        {
            foreach (var order in plan.Orders)
            {
                await RunAsync(tenant, order, known, model, stored.GetValueOrDefault(order.AsOf)?.NewestBasis, horizon, cancellationToken);
            }
        }

        var left = isSplit ? all.Until(lastOld, plans.Min(plan => plan.Plan.WorkedOffBefore ?? DateOnly.MaxValue)) : new DirtyAccounts();
        await backlog.KeepAsync(tenant, left, daysLeft, cancellationToken);
    }

    /// <summary>Fills in one day that has no scores; false when all are there.</summary>
    public async Task<bool> FillAsync(string tenant, DateOnly firstDay, LogHorizon horizon, CancellationToken cancellationToken)
    {
        var (known, newest) = await NowAsync(tenant, cancellationToken);
        foreach (var model in await ModelsAsync(tenant, cancellationToken))
        {
            var stored = await StoredAsync(tenant, model, newest, cancellationToken);
            if (schedule.NextToFill(newest, firstDay, stored) is { } order)
            {
                await RunAsync(tenant, order, known, model, null, horizon, cancellationToken);
                return true;
            }
        }

        return false;
    }

    private async Task<(TenantKnowledge Known, DateOnly Newest)> NowAsync(string tenant, CancellationToken cancellationToken)
    {
        var known = await knowledge.GetAsync(tenant, cancellationToken);
        return (known, days.Newest(tenant, known, time.GetUtcNow() - options.Grace));
    }

    // Null stands for targets of each day's own. Versions that are only looked at come last.
    private async Task<List<ScoreModel?>> ModelsAsync(string tenant, CancellationToken cancellationToken) =>
        [await models.PublishedAsync(tenant, cancellationToken), .. await models.ShadowsAsync(tenant, cancellationToken)];

    private Task<IReadOnlyDictionary<DateOnly, StoredDay>> StoredAsync(string tenant, ScoreModel? model, DateOnly newest, CancellationToken cancellationToken) =>
        storedDays.OfAsync(tenant, model is null ? ScoreRows.AutoHash : ScoreRows.HashOf(model), newest.AddDays(-schedule.WindowDays), cancellationToken);

    // What became known while nobody listened, or was heard and not worked off when the last collector ended: what the newest day's runs did not know.
    private async Task AddUnheardAsync(
        string tenant, DirtyAccounts dirty, TenantKnowledge known, IReadOnlyDictionary<DateOnly, StoredDay> stored, DateOnly newest, CancellationToken cancellationToken)
    {
        if (!_heard.Contains(tenant) && stored.TryGetValue(newest, out var day) && day.KnowledgeVersion < known.Version)
        {
            KnowledgeWatch.Add(dirty, await knowledge.ChangesSinceAsync(tenant, day.KnowledgeVersion, cancellationToken));
        }

        _heard.Add(tenant);
    }

    private async Task RunAsync(
        string tenant, ScoreOrder order, TenantKnowledge known, ScoreModel? model, ScoreRun? earlier, LogHorizon horizon, CancellationToken cancellationToken)
    {
        var run = await runner.RunAsync(tenant, order, known, model, earlier, horizon, cancellationToken);
        storedDays.Add(tenant, run);
        metrics.Ran(run);
        Log.Ran(logger, run.AccountCount, tenant, run.AsOf, run.Kind.ToString(), run.RowCount, (run.FinishedAt - run.ComputedAt).TotalSeconds);
    }
}
