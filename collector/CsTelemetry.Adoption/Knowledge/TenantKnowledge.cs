namespace CsTelemetry.Adoption.Knowledge;

/// <summary>
/// Holds all that a tenant has told about its product and its customers, as known at one moment; the only place that answers who is
/// entitled to what. Immutable; safe to share between threads.
/// </summary>
public sealed class TenantKnowledge
{
    /// <summary>Gets the knowledge of a tenant that has told nothing.</summary>
    public static TenantKnowledge None { get; } = new();

    /// <summary>Gets the number of the newest change that it includes; 0 when there is none. It grows with each change.</summary>
    public long Version { get; init; }

    /// <summary>Gets the catalog by feature key.</summary>
    public IReadOnlyDictionary<string, CatalogFeature> Features { get; init; } = new Dictionary<string, CatalogFeature>();

    /// <summary>Gets what plans include, by plan.</summary>
    public IReadOnlyDictionary<string, PlanEntitlements> Plans { get; init; } = new Dictionary<string, PlanEntitlements>();

    /// <summary>Gets the accounts by id.</summary>
    public IReadOnlyDictionary<string, CustomerAccount> Accounts { get; init; } = new Dictionary<string, CustomerAccount>();

    /// <summary>Gets the users by account and id.</summary>
    public IReadOnlyDictionary<(string AccountId, string UserId), CustomerUser> Users { get; init; } =
        new Dictionary<(string AccountId, string UserId), CustomerUser>();

    /// <summary>Gets the releases, the earliest first.</summary>
    public IReadOnlyList<ProductRelease> Releases { get; init; } = [];

    /// <summary>
    /// Tells whether an account may use a feature on a day. What was granted to the account itself goes first, then its plan; null when neither is
    /// known, which entitles it to everything. A feature that cannot be had that day is not entitled.
    /// </summary>
    public bool? IsEntitled(string accountId, string feature, DateOnly day)
    {
        if (Features.TryGetValue(feature, out var catalogued) && !catalogued.IsAvailable(day))
        {
            return false;
        }

        if (!Accounts.TryGetValue(accountId, out var account))
        {
            return null;
        }

        if (account.Entitlements.TryGetValue(feature, out var own) && own.TryAt(day, out var granted))
        {
            return granted;
        }

        return account.PlanAt(day) is { } plan && Plans.TryGetValue(plan, out var included)
            ? included.Features.TryGetValue(feature, out var timeline) && timeline.TryAt(day, out var holds) && holds
            : null;
    }

    /// <summary>Finds the seats that may use a feature on a day: 0 when the account is not entitled, null when seats are unknown.</summary>
    public double? EligibleSeats(string accountId, string feature, DateOnly day) =>
        IsEntitled(accountId, feature, day) == false
            ? 0
            : Accounts.TryGetValue(accountId, out var account)
                ? account.SeatsAt(day, Features.TryGetValue(feature, out var catalogued) ? catalogued.Product : null)
                : null;
}
