namespace CsTelemetry.Collector.Administering.Retaining;

/// <summary>The configuration section `Retention`: how long the store keeps what. 0 keeps for ever.</summary>
internal sealed class RetentionOptions
{
    public const string Section = "Retention";
    public const int LongestDays = 36_500;

    // An event may be 35 days late, and must be found by the landing audit when it comes.
    private const int ShortestDays = 62;

    /// <summary>Gets or sets for how many days of use events are kept. Default 0, for ever: history that is replayed or imported must not vanish unasked; 62 to 36,500, or 0.</summary>
    public int EventsDays { get; set; }

    /// <summary>Gets or sets for how many days of use the rollup, of which every metric and score is made, is kept. Default 0, for ever; at least as long as events, or 0.</summary>
    public int UsageDailyDays { get; set; }

    /// <summary>
    /// Gets or sets for how many days what was said about accounts and users is kept. Default 0, for ever: the newest value holds
    /// however old it is, and would go, too. 366 to 36,500, or 0.
    /// </summary>
    public int AttributesDays { get; set; }

    /// <summary>Gets or sets for how many days rejected events are kept. Default 30; 1 to 36,500, or 0.</summary>
    public int QuarantineDays { get; set; } = 30;

    /// <summary>Gets or sets for how many days the receipts of erasures are kept. Default 1,827; 62 to 36,500, or 0.</summary>
    public int ErasuresDays { get; set; } = 1827;

    public IEnumerable<string> Faults()
    {
        foreach (var (name, days, least) in ((string, int, int)[])
            [
                (nameof(EventsDays), EventsDays, ShortestDays), (nameof(UsageDailyDays), UsageDailyDays, ShortestDays), (nameof(AttributesDays), AttributesDays, 366),
                (nameof(QuarantineDays), QuarantineDays, 1), (nameof(ErasuresDays), ErasuresDays, ShortestDays),
            ])
        {
            if (days != 0 && (days < least || days > LongestDays))
            {
                yield return $"Retention:{name} is {days}; it must be {least} to {LongestDays} days, or 0 to keep for ever.";
            }
        }

        if (UsageDailyDays != 0 && (EventsDays == 0 || EventsDays > UsageDailyDays))
        {
            yield return $"Retention:UsageDailyDays is {UsageDailyDays} and Retention:EventsDays {EventsDays}; the rollup must be kept at least as long as the events that it sums up.";
        }
    }
}
