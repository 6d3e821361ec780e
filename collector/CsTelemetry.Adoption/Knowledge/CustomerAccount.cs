namespace CsTelemetry.Adoption.Knowledge;

/// <summary>Holds what is known about a customer's account beside its usage. Immutable.</summary>
/// <param name="Id">The account's id, as events carry it.</param>
public sealed record CustomerAccount(string Id)
{
    private static readonly IReadOnlyDictionary<string, string> NoIds = new Dictionary<string, string>();

    /// <summary>Gets the name that people read.</summary>
    public string? Name { get; init; }

    /// <summary>Gets its ids in other systems, by system.</summary>
    public IReadOnlyDictionary<string, string> ExternalIds { get; init; } = NoIds;

    /// <summary>Gets the account that it is part of.</summary>
    public string? ParentId { get; init; }

    /// <summary>Gets the operator's own segment.</summary>
    public string? Segment { get; init; }

    /// <summary>Gets the industry.</summary>
    public string? Industry { get; init; }

    /// <summary>Gets the region.</summary>
    public string? Region { get; init; }

    /// <summary>Gets the customer-success manager.</summary>
    public string? Csm { get; init; }

    /// <summary>Gets the annual recurring revenue in the tenant's currency, 0 or more; null when unknown.</summary>
    public decimal? Arr { get; init; }

    /// <summary>Gets the first day of the contract; null means the day of the first event.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>Gets the next renewal.</summary>
    public DateOnly? RenewsOn { get; init; }

    /// <summary>Gets the IANA time zone in which its days begin; null means the tenant's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Gets the ISO 3166 country whose holidays are no business days.</summary>
    public string? Calendar { get; init; }

    /// <summary>Gets the tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Gets whether it is internal or a test: then no metric, target or list counts it.</summary>
    public bool Excluded { get; init; }

    /// <summary>Gets the plan over time.</summary>
    public Timeline<string> Plan { get; init; } = Timelines.None<string>();

    /// <summary>Gets the purchased seats over time by product; the key "" is the whole product.</summary>
    public IReadOnlyDictionary<string, Timeline<double>> Seats { get; init; } = new Dictionary<string, Timeline<double>>();

    /// <summary>Gets what was granted or withheld over time by feature; it goes before the plan.</summary>
    public IReadOnlyDictionary<string, Timeline<bool>> Entitlements { get; init; } = new Dictionary<string, Timeline<bool>>();

    /// <summary>Finds the seats of a product on a day; null when unknown. For the whole product, seats named "" or else the sum over all products.</summary>
    public double? SeatsAt(DateOnly day, string? product = null)
    {
        if (Seats.TryGetValue(product ?? "", out var timeline))
        {
            return timeline.TryAt(day, out var seats) ? seats : null;
        }

        if (product is not null)
        {
            return Seats.ContainsKey("") ? SeatsAt(day) : null;
        }

        double? sum = null;
        foreach (var (_, each) in Seats.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            sum = each.TryAt(day, out var seats) ? (sum ?? 0) + seats : sum;
        }

        return sum;
    }

    /// <summary>Finds the plan on a day; null when unknown.</summary>
    public string? PlanAt(DateOnly day) => Plan.TryAt(day, out var plan) ? plan : null;
}
