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
    private readonly AdoptionModel _numbers = ModelCheck.Checked(options.Model);

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
    public List<Snapshot> Run() => [.. MonthEnds().SelectMany(At)];

    private IEnumerable<Snapshot> At(DateOnly asOf)
    {
        var core = Core(asOf);
        var keys = core.Select(feature => feature.Feature).ToHashSet(StringComparer.Ordinal);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var usages = new List<AccountUsage>();
        for (var place = 0; place < histories.Count; place++)
        {
            var history = histories[place];
            if (AccountTerms.Of(_knowledge, history.AccountId, history.FirstDay <= asOf ? history.FirstDay : null, asOf, keys) is { } terms)
            {
                places.Add(history.AccountId, place);
                usages.Add(terms.Measure(history.AccountId, history.Users(asOf, keys), null));
            }
        }

        var numbers = _numbers with { Version = ScoreModel.AutoVersion(_numbers.Version) };
        var measured = MeasuredPortfolio.Of(usages, asOf, new CoreIndex(core), numbers);
        var model = ScoreModel.Freeze(numbers, measured, core);
        var perSeat = Baselines.CanBePerSeat(usages);
        return measured.Select(account => Snapshot(account, places[account.Usage.AccountId], asOf, model, perSeat)).OfType<Snapshot>();
    }

    private Snapshot? Snapshot(MeasuredAccount account, int place, DateOnly asOf, ScoreModel model, bool perSeat)
    {
        if (account.Measures.ActiveUsers == 0 || AdoptionScorer.Score(account, asOf, model).Score is not { } score)
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

    private IReadOnlyList<CoreFeature> Core(DateOnly asOf)
    {
        var catalogued = CatalogCore.Of(_knowledge, asOf);
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
