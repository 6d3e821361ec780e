using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsTelemetry.Client.Contracts;

/// <summary>What is known of a customer's account beside its usage. A member that is absent is left to what events say.</summary>
public sealed record AccountDocument
{
    /// <summary>Gets the name that people read, at most 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Gets its ids in other systems, by system, at most 20.</summary>
    public IReadOnlyDictionary<string, string>? ExternalIds { get; init; }

    /// <summary>Gets the account that it is part of.</summary>
    public string? ParentId { get; init; }

    /// <summary>Gets the segment, at most 200 characters.</summary>
    public string? Segment { get; init; }

    /// <summary>Gets the industry, at most 200 characters.</summary>
    public string? Industry { get; init; }

    /// <summary>Gets the region, at most 200 characters.</summary>
    public string? Region { get; init; }

    /// <summary>Gets the customer-success manager, at most 200 characters.</summary>
    public string? Csm { get; init; }

    /// <summary>Gets the annual recurring revenue in the tenant's currency, 0 to 1,000,000,000,000.</summary>
    public decimal? Arr { get; init; }

    /// <summary>Gets the first day of the contract.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>Gets the next renewal.</summary>
    public DateOnly? RenewsOn { get; init; }

    /// <summary>Gets the IANA time zone in which its days begin, such as `Europe/Berlin`.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Gets the ISO 3166-1 country, two capital letters, whose holidays are no business days.</summary>
    public string? Calendar { get; init; }

    /// <summary>Gets the tags, at most 50 of at most 100 characters.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Gets whether it is internal or a test: then no metric, target or list counts it. Default false.</summary>
    public bool? Excluded { get; init; }

    /// <summary>Gets the plan over time, at most 200 intervals, none overlapping.</summary>
    public IReadOnlyList<PlanDays>? Plan { get; init; }

    /// <summary>Gets the purchased seats over time, at most 200 intervals for each product, none of one product overlapping.</summary>
    public IReadOnlyList<SeatDays>? Seats { get; init; }

    /// <summary>Gets what was granted beyond the plan or withheld, at most 200 intervals for each feature, none of one feature overlapping.</summary>
    public IReadOnlyList<EntitlementDays>? Entitlements { get; init; }

    /// <summary>Gets or sets members that a newer collector knows and this version does not; they are written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Further { get; set; }
}
