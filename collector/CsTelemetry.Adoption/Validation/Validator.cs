using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Model;

namespace CsTelemetry.Adoption.Validation;

/// <summary>
/// Asks a tenant's own history whether the score foretells which accounts are lost. "CsTelemetry adoption model 1.0", Does it predict?
/// Pure: the same history, options and seed give the same card, to the bit on one platform.
/// </summary>
public static class Validator
{
    private const double CoinToss = .5;

    /// <summary>Replays a history.</summary>
    /// <param name="accounts">All accounts, each once, with all that they did. Held in memory: about 100 bytes a row.</param>
    /// <param name="options">The months, and how intervals are made.</param>
    /// <exception cref="ArgumentException">The model or an option cannot be, or an account comes twice.</exception>
    public static ValidationCard Validate(IEnumerable<AccountHistory> accounts, ValidationOptions options)
    {
        var histories = Indexed(accounts, options);
        var replay = new Replay(histories, options);
        return Card(histories, replay.Run(), [.. replay.MonthEnds()], options);
    }

    /// <summary>Replays a history by what was recorded of seats, plans, entitlements and catalog at each month-end, not by what was told of those days later.</summary>
    /// <param name="accounts">All accounts, each once, with all that they did. Held in memory: about 100 bytes a row.</param>
    /// <param name="options">The months, and how intervals are made.</param>
    /// <param name="knownAt">Gives what was known at the end of a day; asked for each month-end in turn.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">The model or an option cannot be, or an account comes twice.</exception>
    public static async Task<ValidationCard> ValidateAsync(
        IEnumerable<AccountHistory> accounts, ValidationOptions options, Func<DateOnly, CancellationToken, Task<TenantKnowledge>> knownAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(knownAt);
        var histories = Indexed(accounts, options);
        var replay = new Replay(histories, options);
        var snapshots = await replay.RunAsync(knownAt, cancellationToken);
        return Card(histories, snapshots, [.. replay.MonthEnds()], options) with { Knowledge = ValidationCard.AsRecorded };
    }

    /// <summary>Lists the month-ends of some months whose outcome is known by the last day.</summary>
    public static IReadOnlyList<DateOnly> MonthEnds(ValidationOptions options) => [.. new Replay([], options).MonthEnds()];

    /// <summary>Puts accounts in the order of ids: the bootstrap draws them by their place.</summary>
    internal static IndexedHistory[] Indexed(IEnumerable<AccountHistory> accounts, ValidationOptions options)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(options);
        return options.Resamples is < 100 or > 100_000
            ? throw new ArgumentException($"Resamples is {options.Resamples}; it must be 100 to 100000.", nameof(options))
            : [.. accounts.OrderBy(account => account.AccountId, StringComparer.Ordinal).Select(account => new IndexedHistory(account))];
    }

    private static ValidationCard Card(IndexedHistory[] histories, List<Snapshot> snapshots, DateOnly[] months, ValidationOptions options)
    {
        var numbers = options.Version?.Numbers ?? options.Model ?? AdoptionModel.V1;
        var bootstrap = new Bootstrap(histories.Length, options.Resamples, options.Seed);
        var byScore = new RankedSnapshots(snapshots, snapshot => -snapshot.Score);
        var auc = bootstrap.Of(byScore.Auc);
        var (calibration, error) = Calibrator.Calibrate(snapshots, bootstrap);
        return new ValidationCard
        {
            ModelVersion = numbers.Version,
            Targets = options.Version is null ? ValidationCard.OfEachMonthEnd : ValidationCard.Frozen,
            From = months.Length > 0 ? months[0] : options.FirstMonth,
            To = months.Length > 0 ? months[^1] : options.LastMonth,
            Accounts = snapshots.Select(snapshot => snapshot.Account).Distinct().Count(),
            Snapshots = snapshots.Count,
            Lost = snapshots.Count(snapshot => snapshot.Lost),
            Auc = auc,
            TopDecileLift = bootstrap.Of(weights => LostShare.Of(snapshots, weights) is > 0 and var share ? byScore.DecileShares(weights)[0] / share : null),
            Baselines = auc is null ? [] : BaselineResults(snapshots, byScore, bootstrap),
            Deciles = snapshots.Count < 10 ? [] : Deciles(snapshots, byScore, bootstrap),
            Bands = Bands(snapshots, numbers.Bands, bootstrap),
            Calibration = calibration,
            CalibrationError = error,
            LeadTime = LeadTimes.Of(histories, snapshots, options.LastDay, numbers.Bands.WatchFrom, bootstrap),
            Predictive = auc?.Low > CoinToss,
            Verdict = Verdict(auc),
            Resamples = options.Resamples,
            Seed = options.Seed,
        };
    }

    private static string Verdict(Estimate? auc) =>
        auc is null ? "Not shown to be predictive: among the account-months, none or all were lost." :
        auc.Low > CoinToss ? "Predictive: the interval of the AUC lies above .5." :
        auc.High < CoinToss ? "Predicts the opposite: the interval of the AUC lies below .5." :
        "Not shown to be predictive: the interval of the AUC includes .5.";

    private static BaselineResult[] BaselineResults(List<Snapshot> snapshots, RankedSnapshots byScore, Bootstrap bootstrap) =>
    [
        .. Baselines.All
            .Select((baseline, place) =>
            {
                var ranked = new RankedSnapshots(snapshots, snapshot => snapshot.Baselines[place]);
                return new BaselineResult(baseline.Key, baseline.Label, bootstrap.Of(ranked.Auc)!, bootstrap.Of(weights => byScore.Auc(weights) - ranked.Auc(weights))!);
            })
            .OrderByDescending(baseline => baseline.Auc.Value),
    ];

    private static DecileRow[] Deciles(List<Snapshot> snapshots, RankedSnapshots byScore, Bootstrap bootstrap)
    {
        var ranked = snapshots.OrderBy(snapshot => snapshot.Score).ToArray();
        return
        [
            .. Enumerable.Range(0, 10).Select(i =>
            {
                var own = ranked[(i * ranked.Length / 10)..((i + 1) * ranked.Length / 10)];
                return new DecileRow(i + 1, own.Length, own.Average(snapshot => snapshot.Score), bootstrap.Of(weights => byScore.DecileShares(weights)[i])!);
            }),
        ];
    }

    internal static BandRow[] Bands(List<Snapshot> snapshots, BandRule rule, Bootstrap bootstrap) =>
    [
        .. Enum.GetValues<AdoptionBand>().OrderDescending().Select(band =>
        {
            var own = snapshots.Where(snapshot => rule.BandOf(snapshot.Score) == band).ToArray();
            return new BandRow(band, own.Length, bootstrap.Of(weights => LostShare.Of(own, weights)));
        }),
    ];
}
