using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsTelemetry.Client.Contracts;

/// <summary>What the catalog says of a feature. A member that is absent has its default.</summary>
public sealed record FeatureDocument
{
    /// <summary>Gets the name that people read, at most 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the area of the product that it belongs to, at most 200 characters.</summary>
    public string? Area { get; init; }

    /// <summary>Gets who answers for it, at most 200 characters.</summary>
    public string? Owner { get; init; }

    /// <summary>Gets the product whose seats may use it, at most 200 characters; absent means every seat.</summary>
    public string? Product { get; init; }

    /// <summary>Gets the value weight, above 0 to 1,000. Default 1.</summary>
    public double? ValueWeight { get; init; }

    /// <summary>Gets whether the score's breadth counts it. Default false.</summary>
    public bool? Core { get; init; }

    /// <summary>Gets whether a use is a value event or navigation. Default `value`.</summary>
    public FeatureKind? Kind { get; init; }

    /// <summary>Gets the days within which a person who needs it comes back, 1 to 365. Default 28.</summary>
    public int? NaturalPeriodDays { get; init; }

    /// <summary>Gets the uses within the natural period that make an adopter, 1 to 1,000,000. Default 2.</summary>
    public int? MinUses { get; init; }

    /// <summary>Gets the distinct days within the natural period that make an adopter, 1 to the period. Default 2, or 1 when the period is 1.</summary>
    public int? MinDays { get; init; }

    /// <summary>Gets the only role that is meant to use it, at most 200 characters; absent means everybody.</summary>
    public string? TargetRole { get; init; }

    /// <summary>Gets the days on which it can be had, at most 200 intervals, none overlapping; absent means always.</summary>
    public IReadOnlyList<AvailableDays>? Available { get; init; }

    /// <summary>Gets or sets members that a newer collector knows and this version does not; they are written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Further { get; set; }
}
