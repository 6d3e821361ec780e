using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Measuring;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Lists who never touched a feature.</summary>
internal static class NeverUsedLists
{
    /// <summary>Counts who is entitled and lists who of them has not used it, in the order of <see cref="KeyOf"/>.</summary>
    public static (int Entitled, List<NeverUsedItem> Items) Of(Measured measured, string key, NeverUsedOf of, DateOnly? since)
    {
        var (audience, feature, role) = (measured.Audience, measured.Feature(key), measured.Question.Filter.Role);
        var (entitled, items) = of == NeverUsedOf.Users
            ? (NeverUsed.EntitledPeople(audience, feature, role).Count, NeverUsed.People(audience, feature, measured.Uses, since, role).Select(Item))
            : (NeverUsed.EntitledAccounts(audience, feature).Count, NeverUsed.Accounts(audience, feature, measured.Uses, since).Select(Item));
        return (entitled, [.. items.OrderBy(KeyOf, StringComparer.Ordinal)]);
    }

    /// <summary>Gets the key by which the list is ordered.</summary>
    public static string KeyOf(NeverUsedItem item) => item.UserId is null ? item.AccountId : $"{item.AccountId}\0{item.UserId}";

    private static NeverUsedItem Item(AudiencePerson person) =>
        new(person.Account.Id, person.UserId, person.Role, person.Account.Plan, person.Account.Known?.Segment, person.Start, person.LastSeen);

    private static NeverUsedItem Item(AudienceAccount account) =>
        new(account.Id, null, null, account.Plan, account.Known?.Segment, account.Start, account.LastSeen);
}
