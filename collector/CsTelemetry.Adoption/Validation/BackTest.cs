using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Validation;

/// <summary>
/// Asks a history, or a sample of its accounts, which of two versions would have foretold better who is lost: on the same account-month-ends, those that both score.
/// Pure: the same input gives the same result, to the bit on one platform.
/// </summary>
public static class BackTest
{
    /// <summary>The fewest account-month-ends that are compared.</summary>
    public const int MinSnapshots = 30;

    /// <summary>The fewest of them that must have been lost, and that must have been kept.</summary>
    public const int MinOfEach = 5;

    /// <summary>Compares two versions.</summary>
    /// <param name="accounts">The accounts, each once, with all that they did from 365 days before the first month-end on.</param>
    /// <param name="inForce">The version in force; null when core features and targets are taken from the portfolio at each day, here from these accounts at each month-end.</param>
    /// <param name="draft">The version that is asked about, with its frozen core features and targets.</param>
    /// <param name="options">The months, and how intervals are made; its model and version are not looked at.</param>
    /// <exception cref="ArgumentException">An option cannot be, or an account comes twice.</exception>
    public static BackTestResult Compare(IEnumerable<AccountHistory> accounts, ScoreModel? inForce, ScoreModel draft, ValidationOptions options)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var histories = Validator.Indexed(accounts, options);
        var replay = new Replay(histories, options with { Model = null, Version = null });
        var months = replay.MonthEnds().ToArray();
        var both = months.AsParallel().AsOrdered().Select(asOf => Both(replay.At(asOf, [inForce, draft]))).ToArray();
        List<Snapshot> before = [.. both.SelectMany(month => month.Before)];
        List<Snapshot> after = [.. both.SelectMany(month => month.After)];
        var result = new BackTestResult
        {
            From = months.Length > 0 ? months[0] : null,
            To = months.Length > 0 ? months[^1] : null,
            MonthEnds = months.Length,
            Accounts = before.Select(snapshot => snapshot.Account).Distinct().Count(),
            Snapshots = before.Count,
            Lost = before.Count(snapshot => snapshot.Lost),
            Resamples = options.Resamples,
        };
        return TooLittle(result, options) is { } reason ? result with { Reason = reason } : Judged(result, before, after, inForce, draft, new Bootstrap(histories.Length, options.Resamples, options.Seed));
    }

    private static BackTestResult Judged(
        BackTestResult result, List<Snapshot> before, List<Snapshot> after, ScoreModel? inForce, ScoreModel draft, Bootstrap bootstrap)
    {
        var (one, other) = (new RankedSnapshots(before, snapshot => -snapshot.Score), new RankedSnapshots(after, snapshot => -snapshot.Score));
        var numbers = inForce?.Numbers ?? AdoptionModel.V1;
        return result with
        {
            InForce = new BackTestSide(
                inForce?.Version ?? ScoreModel.AutoVersion(numbers.Version),
                inForce is null ? ValidationCard.OfEachMonthEnd : ValidationCard.Frozen,
                bootstrap.Of(one.Auc)!,
                Validator.Bands(before, numbers.Bands, bootstrap)),
            Draft = new BackTestSide(draft.Version, ValidationCard.Frozen, bootstrap.Of(other.Auc)!, Validator.Bands(after, draft.Numbers.Bands, bootstrap)),
            Lead = bootstrap.Of(weights => other.Auc(weights) - one.Auc(weights)),
        };
    }

    private static (List<Snapshot> Before, List<Snapshot> After) Both(IReadOnlyList<List<Snapshot>> month)
    {
        var shared = month[0].Select(snapshot => snapshot.Account).Intersect(month[1].Select(snapshot => snapshot.Account)).ToHashSet();
        return ([.. month[0].Where(snapshot => shared.Contains(snapshot.Account))], [.. month[1].Where(snapshot => shared.Contains(snapshot.Account))]);
    }

    private static string? TooLittle(BackTestResult result, ValidationOptions options) =>
        result.MonthEnds == 0 ? $"No month-end since {options.FirstMonth:yyyy-MM} has an outcome yet: it is known {Outcomes.LastDay} days later, and the history ends on {options.LastDay:yyyy-MM-dd}."
        : result.Snapshots < MinSnapshots ? $"Both versions score {result.Snapshots} account-month-ends; {MinSnapshots} are needed."
        : Math.Min(result.Lost, result.Snapshots - result.Lost) < MinOfEach
            ? $"Of {result.Snapshots} account-month-ends {result.Lost} were lost; at least {MinOfEach} lost and {MinOfEach} kept are needed to tell them apart."
            : null;
}
