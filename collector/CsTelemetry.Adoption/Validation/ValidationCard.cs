namespace CsTelemetry.Adoption.Validation;

/// <summary>Says whether the score foretold which accounts were lost, on a history that it had not seen. Immutable.</summary>
public sealed record ValidationCard
{
    /// <summary>Targets and core features were those of the published version.</summary>
    public const string Frozen = "frozen";

    /// <summary>Targets and core features were taken from the portfolio at each month-end.</summary>
    public const string OfEachMonthEnd = "of_each_month_end";

    /// <summary>Seats, plans, entitlements and catalog were those that had been recorded by each month-end.</summary>
    public const string AsRecorded = "as_recorded";

    /// <summary>Seats, plans, entitlements and catalog were those that hold for each month-end by what is known now, whenever it was told.</summary>
    public const string ByValidity = "by_validity";

    /// <summary>Gets the version of the model.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>Gets whose core features and targets accounts were measured against: <see cref="Frozen"/> or <see cref="OfEachMonthEnd"/>.</summary>
    public string Targets { get; init; } = OfEachMonthEnd;

    /// <summary>Gets which knowledge of customers was used: <see cref="AsRecorded"/> or <see cref="ByValidity"/>.</summary>
    public string Knowledge { get; init; } = ByValidity;

    /// <summary>Gets the first month-end.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Gets the last month-end whose outcome is known.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Gets the accounts that were scored at any month-end with use in the 28 days before.</summary>
    public required int Accounts { get; init; }

    /// <summary>Gets the account-months.</summary>
    public required int Snapshots { get; init; }

    /// <summary>Gets the account-months that were lost: silent in days 15 to 104 after, or with at least 20 % fewer seats.</summary>
    public required int Lost { get; init; }

    /// <summary>Gets the chance that of two account-months, one lost and one kept, the lost one has the lower score; ties half. Null when none or all were lost.</summary>
    public Estimate? Auc { get; init; }

    /// <summary>Gets how many times likelier than on average an account of the lowest tenth was lost.</summary>
    public Estimate? TopDecileLift { get; init; }

    /// <summary>Gets the five baselines, the best first.</summary>
    public IReadOnlyList<BaselineResult> Baselines { get; init; } = [];

    /// <summary>Gets the deciles, the lowest scores first.</summary>
    public IReadOnlyList<DecileRow> Deciles { get; init; } = [];

    /// <summary>Gets the bands, the best first.</summary>
    public IReadOnlyList<BandRow> Bands { get; init; } = [];

    /// <summary>Gets the calibration of the later half of the months by the earlier.</summary>
    public IReadOnlyList<CalibrationRow> Calibration { get; init; } = [];

    /// <summary>Gets the mean absolute difference between foretold and observed shares, weighted by account-months; null when it cannot be told.</summary>
    public Estimate? CalibrationError { get; init; }

    /// <summary>Gets how early lost accounts were at risk.</summary>
    public required LeadTime LeadTime { get; init; }

    /// <summary>Gets whether the interval of <see cref="Auc"/> lies above .5.</summary>
    public required bool Predictive { get; init; }

    /// <summary>Gets one English sentence: what the card comes to.</summary>
    public required string Verdict { get; init; }

    /// <summary>Gets the bootstrap's resamples of accounts.</summary>
    public required int Resamples { get; init; }

    /// <summary>Gets the bootstrap's seed.</summary>
    public required int Seed { get; init; }
}
