namespace CsTelemetry.Collector.Scoring;

/// <summary>The configuration section `Scoring`: when scores are computed and stored.</summary>
internal sealed class ScoringOptions
{
    public const string Section = "Scoring";

    /// <summary>Gets or sets whether this collector may compute and store scores. Default true. Of several, one does.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets how often it is looked for what has landed. Default 2 s; 1 s to 60 s. An event is in its score after two of these and the run.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Gets or sets within what time an event must be in its score. A start is refused when the intervals of landing and scoring add up to more than three quarters of it.
    /// Default 60 s; 10 s to 10 min.
    /// </summary>
    public TimeSpan FreshWithin { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets how long after the end of a day its first run begins. Default 1 min; 0 to 6 h.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets for how many of the last days scores are filled in when a tenant has none. Default 28; 0 to 400.</summary>
    public int BackfillDays { get; set; } = 28;

    /// <summary>Gets or sets for how many of the last weeks the score of their Sunday is filled in. Default 52; 0 to 260.</summary>
    public int BackfillWeeks { get; set; } = 52;

    /// <summary>Gets or sets how long nothing must have landed before days are filled in. Default 30 s; 0 to 1 h.</summary>
    public TimeSpan BackfillQuiet { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how many accounts are read and scored at a time. Default 1,000; 10 to 10,000.</summary>
    public int ChunkAccounts { get; set; } = 1_000;

    /// <summary>Gets or sets how many accounts of frozen and filled-in days one round scores again, each day counted; at least one day is done. Default 10,000; 1 to 10,000,000.</summary>
    public int CatchUpAccounts { get; set; } = 10_000;

    public IEnumerable<string> Faults()
    {
        foreach (var (name, value, least, most) in ((string, TimeSpan, TimeSpan, TimeSpan)[])
            [
                (nameof(Interval), Interval, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)),
                (nameof(FreshWithin), FreshWithin, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10)),
                (nameof(Grace), Grace, TimeSpan.Zero, TimeSpan.FromHours(6)),
                (nameof(BackfillQuiet), BackfillQuiet, TimeSpan.Zero, TimeSpan.FromHours(1)),
            ])
        {
            if (value < least || value > most)
            {
                yield return $"Scoring:{name} is {value}; it must be {least} to {most}.";
            }
        }

        foreach (var (name, value, least, most) in ((string, int, int, int)[])
            [
                (nameof(BackfillDays), BackfillDays, 0, 400),
                (nameof(BackfillWeeks), BackfillWeeks, 0, 260),
                (nameof(ChunkAccounts), ChunkAccounts, 10, 10_000),
                (nameof(CatchUpAccounts), CatchUpAccounts, 1, 10_000_000),
            ])
        {
            if (value < least || value > most)
            {
                yield return $"Scoring:{name} is {value}; it must be {least} to {most}.";
            }
        }
    }
}
