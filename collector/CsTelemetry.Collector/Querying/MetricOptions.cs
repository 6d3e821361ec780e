namespace CsTelemetry.Collector.Querying;

/// <summary>The configuration section `Metrics`: how much one question for a metric may take. What is larger is refused, with a way to ask for less, and the name of the option.</summary>
internal sealed class MetricOptions
{
    public const string Section = "Metrics";

    /// <summary>Gets or sets the most people or accounts that are listed. Default 500,000; 1 to 10,000,000.</summary>
    public int MaxPeople { get; set; } = 500_000;

    /// <summary>Gets or sets the most days of use, summed over people. Default 4,000,000, some 32 MB; 1 to 100,000,000.</summary>
    public int MaxUseDays { get; set; } = 4_000_000;

    /// <summary>Gets or sets the most events that a funnel walks. Default 2,000,000; 1 to 50,000,000.</summary>
    public int MaxFunnelEvents { get; set; } = 2_000_000;

    /// <summary>Gets or sets the most groups that a metric is parted into. Default 1,000; 1 to 100,000.</summary>
    public int MaxGroups { get; set; } = 1000;

    /// <summary>Gets or sets the most days that one answer shows. Default 120; 1 to 3,660.</summary>
    public int MaxSeriesDays { get; set; } = 120;

    /// <summary>Gets or sets the longest period of a lifecycle, in days. Default 365; 28 to 3,660.</summary>
    public int MaxPeriodDays { get; set; } = 365;

    /// <summary>Gets or sets the longest window of a funnel, in days. Default 90; 14 to 3,660.</summary>
    public int MaxFunnelWindowDays { get; set; } = 90;

    /// <summary>Gets or sets the most days or spans that a retention is asked for. Default 60; 6 to 1,000.</summary>
    public int MaxRetentionWindows { get; set; } = 60;

    /// <summary>Gets or sets the last day after the first use that a retention is asked for. Default 1,000; 84 to 10,000.</summary>
    public int MaxRetentionDay { get; set; } = 1000;

    /// <summary>Gets or sets how many answers of the store are kept for who asks next. Default 16; 1 to 1,000.</summary>
    public int MaxCachedAnswers { get; set; } = 16;

    /// <summary>Gets or sets how many days of use these hold together. Default 8,000,000, some 64 MB; 1 to 1,000,000,000.</summary>
    public long MaxCachedUseDays { get; set; } = 8_000_000;

    /// <summary>Says in a refusal what an operator can do.</summary>
    public static string WayToRaise(string option) => $"Who runs the collector can raise {Section}:{option}.";

    public IEnumerable<string> Faults() =>
        from bound in new (string Name, long Value, long Least, long Most)[]
        {
            (nameof(MaxPeople), MaxPeople, 1, 10_000_000),
            (nameof(MaxUseDays), MaxUseDays, 1, 100_000_000),
            (nameof(MaxFunnelEvents), MaxFunnelEvents, 1, 50_000_000),
            (nameof(MaxGroups), MaxGroups, 1, 100_000),
            (nameof(MaxSeriesDays), MaxSeriesDays, 1, 3_660),
            (nameof(MaxPeriodDays), MaxPeriodDays, 28, 3_660),
            (nameof(MaxFunnelWindowDays), MaxFunnelWindowDays, 14, 3_660),
            (nameof(MaxRetentionWindows), MaxRetentionWindows, 6, 1_000),
            (nameof(MaxRetentionDay), MaxRetentionDay, 84, 10_000),
            (nameof(MaxCachedAnswers), MaxCachedAnswers, 1, 1_000),
            (nameof(MaxCachedUseDays), MaxCachedUseDays, 1, 1_000_000_000),
        }
        where bound.Value < bound.Least || bound.Value > bound.Most
        select $"{Section}:{bound.Name} is {bound.Value}; it must be {bound.Least} to {bound.Most}.";
}
