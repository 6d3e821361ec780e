using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Metrics;

/// <summary>
/// Holds everybody whom metrics of a day are about: accounts and humans that were seen or are known by then, without those that are excluded.
/// Immutable; safe to share between threads.
/// </summary>
public sealed class Audience
{
    private readonly Dictionary<string, AudienceAccount> _accounts;
    private readonly Dictionary<(string AccountId, string UserId), AudiencePerson> _people;
    private readonly Lazy<ILookup<string, AudiencePerson>> _peopleOf;

    private Audience(TenantKnowledge knowledge, DateOnly day, IEnumerable<AudienceAccount> accounts, IEnumerable<AudiencePerson> people)
    {
        (Knowledge, Day, Accounts, People) = (knowledge, day, [.. accounts], [.. people]);
        _accounts = Accounts.ToDictionary(account => account.Id, StringComparer.Ordinal);
        _people = People.ToDictionary(person => (person.Account.Id, person.UserId));
        _peopleOf = new(() => People.ToLookup(person => person.Account.Id, StringComparer.Ordinal));
    }

    /// <summary>Gets the day.</summary>
    public DateOnly Day { get; }

    /// <summary>Gets what the tenant has told.</summary>
    public TenantKnowledge Knowledge { get; }

    /// <summary>Gets the accounts, by id.</summary>
    public IReadOnlyList<AudienceAccount> Accounts { get; }

    /// <summary>Gets the humans, by account and id.</summary>
    public IReadOnlyList<AudiencePerson> People { get; }

    /// <summary>Gathers who is there on a day.</summary>
    /// <param name="knowledge">What the tenant has told.</param>
    /// <param name="accounts">The accounts seen, each once.</param>
    /// <param name="people">The humans seen, each once.</param>
    /// <param name="day">The day.</param>
    public static Audience Of(TenantKnowledge knowledge, IEnumerable<SeenAccount> accounts, IEnumerable<SeenPerson> people, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var seenAccounts = accounts.Where(seen => seen.FirstDay <= day).ToDictionary(seen => seen.AccountId, StringComparer.Ordinal);
        var seenPeople = people.Where(seen => seen.FirstDay <= day).ToDictionary(seen => (seen.AccountId, seen.UserId));
        var there = seenAccounts.Keys
            .Union(knowledge.Accounts.Keys).Union(seenPeople.Keys.Select(key => key.AccountId)).Union(knowledge.Users.Keys.Select(key => key.AccountId))
            .Select(id => new AudienceAccount(id, knowledge.Accounts.GetValueOrDefault(id), seenAccounts.TryGetValue(id, out var seen) ? seen : null, day))
            .Where(account => account.Known?.Excluded != true && account.ExistsOn(day))
            .OrderBy(account => account.Id, StringComparer.Ordinal)
            .ToDictionary(account => account.Id, StringComparer.Ordinal);
        var humans = seenPeople.Keys
            .Union(knowledge.Users.Keys)
            .Where(key => there.ContainsKey(key.AccountId))
            .Select(key => new AudiencePerson(
                there[key.AccountId], key.UserId, knowledge.Users.GetValueOrDefault(key), seenPeople.TryGetValue(key, out var seen) ? seen : null, day))
            .Where(person => Counts(person.Known) && person.ExistsOn(day))
            .OrderBy(person => person.Account.Id, StringComparer.Ordinal).ThenBy(person => person.UserId, StringComparer.Ordinal);
        return new Audience(knowledge, day, there.Values, humans);
    }

    /// <summary>Finds an account; null when it is not there.</summary>
    public AudienceAccount? Find(string accountId) => _accounts.GetValueOrDefault(accountId);

    /// <summary>Finds a human; null when they are not there.</summary>
    public AudiencePerson? Find(string accountId, string userId) => _people.GetValueOrDefault((accountId, userId));

    /// <summary>Lists an account's humans, by id.</summary>
    public IEnumerable<AudiencePerson> PeopleOf(string accountId) => _peopleOf.Value[accountId];

    /// <summary>Keeps those whom a filter lets in.</summary>
    public Audience Where(MetricFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter == MetricFilter.None ? this : Where(filter.Admits, filter.Admits);
    }

    /// <summary>Keeps the uses of those who are there, up to the day.</summary>
    public IReadOnlyList<PersonUse> Of(IEnumerable<PersonUse> uses) =>
        [.. uses.Where(use => use.FirstDay <= Day && _people.ContainsKey((use.AccountId, use.UserId)))];

    /// <summary>Tells whether what a user does counts: humans who are not excluded.</summary>
    internal static bool Counts(CustomerUser? user) => user is null || (!user.Excluded && user.Actor is null or ActorKind.Human);

    internal Audience Where(Func<AudienceAccount, bool> account, Func<AudiencePerson, bool> person)
    {
        var accounts = Accounts.Where(account).ToDictionary(each => each.Id, StringComparer.Ordinal);
        return new Audience(Knowledge, Day, accounts.Values, People.Where(each => accounts.ContainsKey(each.Account.Id) && person(each)));
    }
}
