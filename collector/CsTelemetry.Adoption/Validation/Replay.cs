using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Validation;

/// <summary>Scores every account at each month-end with only what was known then, and looks up what became of it.</summary>
internal sealed class Replay(IReadOnlyList<IndexedHistory> histories, ValidationOptions options)
{
    private readonly TenantKnowledge _knowledge = options.Knowledge ?? TenantKnowledge.None;
    private readonly AdoptionModel _numbers = ModelCheck.Checked(options.Version?.Numbers ?? options.Model);

    /// <summary>Lists the month-ends whose outcome the history knows.</summary>
    public IEnumerable<DateOnly> MonthEnds()
    {
        var last = new DateOnly(options.LastMonth.Year, options.LastMonth.Month, 1);
        for (var month = new DateOnly(options.FirstMonth.Year, options.FirstMonth.Month, 1); month <= last; month = month.AddMonths(1))
        {
            var end = month.AddMonths(1).AddDays(-1);
            if (end.AddDays(Outcomes.LastDay) <= options.LastDay)
            {
                yield return end;
            }
        }
    }

    /// <summary>Takes the scored accounts with use in the last 28 days at every month-end.</summary>
    public List<Snapshot> Run() => [.. MonthEnds().SelectMany(asOf => At(asOf, _knowledge))];

    /// <summary>The same, with what was known then asked for month by month: one at a time is held.</summary>
    public async Task<List<Snapshot>> RunAsync(Func<DateOnly, CancellationToken, Task<TenantKnowledge>> knownAt, CancellationToken cancellationToken)
    {
        var snapshots = new List<Snapshot>();
        foreach (var asOf in MonthEnds())
        {
            snapshots.AddRange(At(asOf, await knownAt(asOf, cancellationToken)));
        }

        return snapshots;
    }

    /// <summary>Takes those of one month-end by several versions, of use that is summed up once; null stands for core features and targets of the month-end's own.</summary>
    public IReadOnlyList<List<Snapshot>> At(DateOnly asOf, IReadOnlyList<ScoreModel?> versions) => At(asOf, _knowledge, versions);

    private List<Snapshot> At(DateOnly asOf, TenantKnowledge known) => At(asOf, known, [options.Version])[0];

    private List<Snapshot>[] At(DateOnly asOf, TenantKnowledge known, IReadOnlyList<ScoreModel?> versions)
    {
        var own = versions.Contains(null) ? Core(asOf, known) : [];
        var keys = versions.SelectMany(version => version?.Core ?? own).Select(feature => feature.Feature).ToHashSet(StringComparer.Ordinal);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var usages = new List<AccountUsage>();
        for (var place = 0; place < histories.Count; place++)
        {
            var history = histories[place];
            if (AccountTerms.Of(known, history.AccountId, history.FirstDay <= asOf ? history.FirstDay : null, asOf, keys) is { } terms)
            {
                places.Add(history.AccountId, place);

                // Who is internal or a test is so by what is known now: then, too, it was no customer.
                var excluded = _knowledge.Accounts.GetValueOrDefault(history.AccountId)?.Excluded ?? false;
                usages.Add((terms with { Excluded = excluded }).Measure(history.AccountId, history.Users(asOf, keys), null));
            }
        }

        var perSeat = Baselines.CanBePerSeat(usages);
        return [.. versions.Select(version => Snapshots(usages, places, asOf, version, own, perSeat))];
    }

    private List<Snapshot> Snapshots(
        List<AccountUsage> usages, Dictionary<string, int> places, DateOnly asOf, ScoreModel? version, IReadOnlyList<CoreFeature> own, bool perSeat)
    {
        var core = version?.Core ?? own;
        var numbers = version?.Numbers ?? _numbers with { Version = ScoreModel.AutoVersion(_numbers.Version) };
        var measured = MeasuredPortfolio.Of(usages, asOf, new CoreIndex(core), numbers);
        var model = version ?? ScoreModel.Freeze(numbers, measured, core);
        return [.. measured.Select(account => Snapshot(account, places[account.Usage.AccountId], asOf, model, perSeat)).OfType<Snapshot>()];
    }

    private Snapshot? Snapshot(MeasuredAccount account, int place, DateOnly asOf, ScoreModel model, bool perSeat)
    {
        // Nobody asks for the confidence of a score of the past, which costs more than the score.
        if (account.Measures.ActiveUsers == 0 || AdoptionScorer.Score(account, asOf, model, _ => null).Score is not { } score)
        {
            return null;
        }

        var history = histories[place];
        return new Snapshot(
            place,
            asOf,
            score,
            Baselines.Of(history, account, asOf, perSeat),
            Outcomes.IsLost(history, _knowledge.Accounts.GetValueOrDefault(history.AccountId), asOf));
    }

    private IReadOnlyList<CoreFeature> Core(DateOnly asOf, TenantKnowledge known)
    {
        var catalogued = CatalogCore.Of(known, asOf);
        if (catalogued.Count > 0)
        {
            return catalogued;
        }

        var totals = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var history in histories)
        {
            foreach (var use in history.Between(asOf.AddDays(1 - UsageWindows.DecayDays), asOf))
            {
                totals[use.Feature] = totals.GetValueOrDefault(use.Feature) + use.Events;
            }
        }

        return CoreFeatureSelection.Select(totals.Select(total => new FeatureTotal(total.Key, total.Value)), _numbers);
    }
}
