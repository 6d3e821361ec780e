namespace CsTelemetry.Adoption.Knowledge;

/// <summary>Holds what the catalog says about a feature. Immutable.</summary>
/// <param name="Key">The feature's key, such as <c>reports.export</c>.</param>
public sealed record CatalogFeature(string Key)
{
    /// <summary>Gets the name that people read; null when it has none but its key.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the area of the product that it belongs to.</summary>
    public string? Area { get; init; }

    /// <summary>Gets who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>Gets the product whose seats may use it; null means every seat.</summary>
    public string? Product { get; init; }

    /// <summary>Gets its value weight, above 0. Default 1.</summary>
    public double ValueWeight { get; init; } = 1;

    /// <summary>Gets whether the score's breadth counts it.</summary>
    public bool IsCore { get; init; }

    /// <summary>Gets whether its uses are value events. Default value.</summary>
    public FeatureKind Kind { get; init; }

    /// <summary>Gets the days within which a person who needs it comes back, 1 to 365. Default 28.</summary>
    public int NaturalPeriodDays { get; init; } = 28;

    /// <summary>Gets the uses within the natural period that make an adopter, 1 or more. Default 2.</summary>
    public int MinUses { get; init; } = 2;

    /// <summary>Gets the distinct days within the natural period that make an adopter, 1 to the period. Default 2.</summary>
    public int MinDays { get; init; } = 2;

    /// <summary>Gets the only role that is meant to use it; null means everybody.</summary>
    public string? TargetRole { get; init; }

    /// <summary>Gets the days on which it could be had; empty means always.</summary>
    public Timeline<bool> Availability { get; init; } = Timelines.None<bool>();

    /// <summary>Tells whether it could be had on a day: unknown availability means yes.</summary>
    public bool IsAvailable(DateOnly day) => Availability.Intervals.Count == 0 || (Availability.TryAt(day, out var available) && available);

    /// <summary>Gets the first day on which it could be had; null means always.</summary>
    public DateOnly? AvailableFrom => Availability.Intervals.Where(interval => interval.Value).Select(interval => interval.From).FirstOrDefault();
}
