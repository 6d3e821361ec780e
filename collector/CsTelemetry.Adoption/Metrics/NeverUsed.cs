using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Metrics;

/// <summary>
/// Finds who may use a feature and has not touched it: ever, or on or since a day such as a release. A use by anybody of an account is the
/// account's; a person's own use is the person's.
/// </summary>
public static class NeverUsed
{
    /// <summary>Lists the humans of the audience who are entitled to the feature, by account and id: those of its role, if one is meant.</summary>
    public static IReadOnlyList<AudiencePerson> EntitledPeople(Audience audience, CatalogFeature feature, string? role = null)
    {
        ArgumentNullException.ThrowIfNull(feature);
        role ??= feature.TargetRole;
        var accounts = EntitledAccounts(audience, feature).Select(account => account.Id).ToHashSet(StringComparer.Ordinal);
        return [.. audience.People.Where(person => accounts.Contains(person.Account.Id) && (role is null || person.Role == role))];
    }

    /// <summary>Lists the accounts of the audience that are entitled to the feature, by id.</summary>
    public static IReadOnlyList<AudienceAccount> EntitledAccounts(Audience audience, CatalogFeature feature)
    {
        ArgumentNullException.ThrowIfNull(audience);
        ArgumentNullException.ThrowIfNull(feature);
        return [.. audience.Accounts.Where(account => audience.Knowledge.IsEntitled(account.Id, feature.Key, audience.Day) != false)];
    }

    /// <summary>Lists those of the entitled humans who have not used it.</summary>
    /// <param name="audience">Who is there.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="uses">Its uses since the day, with the first day ever of each person.</param>
    /// <param name="since">The first day on which a use counts; null for ever.</param>
    /// <param name="role">The only role that is meant; default the feature's target role.</param>
    public static IReadOnlyList<AudiencePerson> People(Audience audience, CatalogFeature feature, IEnumerable<PersonUse> uses, DateOnly? since = null, string? role = null)
    {
        ArgumentNullException.ThrowIfNull(audience);
        var touched = Touching(audience, uses, since).Select(use => (use.AccountId, use.UserId)).ToHashSet();
        return [.. EntitledPeople(audience, feature, role).Where(person => !touched.Contains((person.Account.Id, person.UserId)))];
    }

    /// <summary>Lists those of the entitled accounts of which nobody has used it.</summary>
    /// <inheritdoc cref="People"/>
    public static IReadOnlyList<AudienceAccount> Accounts(Audience audience, CatalogFeature feature, IEnumerable<PersonUse> uses, DateOnly? since = null)
    {
        ArgumentNullException.ThrowIfNull(audience);
        var touched = Touching(audience, uses, since).Select(use => use.AccountId).ToHashSet(StringComparer.Ordinal);
        return [.. EntitledAccounts(audience, feature).Where(account => !touched.Contains(account.Id))];
    }

    private static IEnumerable<PersonUse> Touching(Audience audience, IEnumerable<PersonUse> uses, DateOnly? since) =>
        audience.Of(uses).Where(use => since is null || use.IsActiveIn(since.Value, audience.Day));
}
