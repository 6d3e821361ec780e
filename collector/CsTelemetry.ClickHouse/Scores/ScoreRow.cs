namespace CsTelemetry.ClickHouse.Scores;

/// <summary>
/// Is one computed score as it is stored: what was said of an account at a day, and the numbers that it follows from. States, bands and levels are the numbers
/// of the table's enumerations. Immutable.
/// </summary>
public sealed record ScoreRow
{
    /// <summary>Gets the account.</summary>
    public required string AccountId { get; init; }

    /// <summary>Gets the complete day that had age 0.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Gets the hash of the model.</summary>
    public required string ModelHash { get; init; }

    /// <summary>Gets the version of the model.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>Gets the run that wrote it.</summary>
    public required ulong RunId { get; init; }

    /// <summary>Gets when it was computed.</summary>
    public required DateTimeOffset ComputedAt { get; init; }

    /// <summary>Gets how final it is.</summary>
    public required ScoreRowKind Kind { get; init; }

    /// <summary>Gets the state: 1 scored, 2 onboarding, 3 insufficient data, 4 stale, 5 excluded.</summary>
    public required sbyte State { get; init; }

    /// <summary>Gets the score, 0 to 100; null unless scored.</summary>
    public double? Score { get; init; }

    /// <summary>Gets the band with hysteresis, and while there is no score the last one: 0 none, 1 at risk, 2 watch, 3 healthy.</summary>
    public sbyte Band { get; init; }

    /// <summary>Gets the band that the newest weekly evaluations point to.</summary>
    public sbyte BandToward { get; init; }

    /// <summary>Gets how many weekly evaluations in a row do.</summary>
    public byte BandWeeks { get; init; }

    /// <summary>Gets the sum of the available weights; null when nothing was computed.</summary>
    public double? Coverage { get; init; }

    /// <summary>Gets the confidence: 0 none, 1 low, 2 medium, 3 high.</summary>
    public sbyte Confidence { get; init; }

    /// <summary>Gets the jackknife standard error in points; null when it cannot be made.</summary>
    public double? StandardError { get; init; }

    /// <summary>Gets the keys of the components, in their published order; empty unless scored.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>Gets their values; NaN when one is missing.</summary>
    public IReadOnlyList<double> X { get; init; } = [];

    /// <summary>Gets their points.</summary>
    public IReadOnlyList<double> Points { get; init; } = [];

    /// <summary>Gets the keys of the caps that took points away.</summary>
    public IReadOnlyList<string> Caps { get; init; } = [];

    /// <summary>Gets their points: negative numbers.</summary>
    public IReadOnlyList<double> CapPoints { get; init; } = [];

    /// <summary>Gets what was measured.</summary>
    public required ScoreNumbers Numbers { get; init; }

    /// <summary>Gets the day of the first value event; null when there is none.</summary>
    public DateOnly? FirstUse { get; init; }

    /// <summary>Gets the last day on which the account's sender was heard.</summary>
    public DateOnly? LastHeartbeat { get; init; }

    /// <summary>Gets the plan as of the day; empty when unknown.</summary>
    public string Plan { get; init; } = "";

    /// <summary>Gets the segment whose targets it was measured against; empty for the tenant's.</summary>
    public string Segment { get; init; } = "";

    /// <summary>Gets the hash of everything that the score is a function of.</summary>
    public ulong InputHash { get; init; }

    /// <summary>Tells whether another row says the same, whoever computed it and when.</summary>
    public bool SaysTheSameAs(ScoreRow other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return InputHash == other.InputHash && State == other.State && Nullable.Equals(Score, other.Score) && Band == other.Band
            && BandToward == other.BandToward && BandWeeks == other.BandWeeks && ModelHash == other.ModelHash
            && Nullable.Equals(StandardError, other.StandardError) && Numbers == other.Numbers && Plan == other.Plan;
    }
}
