using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Joins what accounts did with what was known of them on the day. Pure; thread-safe.</summary>
internal sealed class UsageAssembler(TenantKnowledge knowledge, DateOnly asOf, IReadOnlyList<CoreFeature> core, SenderHeartbeats heartbeats)
{
    private readonly CoreEntitlements _entitlements = new(knowledge, asOf, core);

    /// <param name="spans">The accounts, by id.</param>
    /// <param name="users">Their people.</param>
    /// <param name="uses">What these did with core features.</param>
    public List<ScoreInput> Assemble(IEnumerable<AccountSpan> spans, IReadOnlyList<UserUsageRow> users, IReadOnlyList<FeatureUseRow> uses)
    {
        var usesByUser = uses.ToLookup(use => (use.AccountId, use.UserId), use => new FeatureUse(use.Feature, use.Uses, use.Days));
        var usersByAccount = users
            .Where(Counts)
            .ToLookup(
                user => user.AccountId,
                user => new UserUsage(user.UserId, user.WeekBlocks, user.Events84, user.DecayedEvents, [.. usesByUser[(user.AccountId, user.UserId)]]),
                StringComparer.Ordinal);
        return [.. spans.Select(span => InputOf(span, [.. usersByAccount[span.AccountId]]))];
    }

    /// <summary>Makes the input of an account that has begun, and of which nothing was ever reported.</summary>
    public ScoreInput Unseen(CustomerAccount account) => InputOf(new AccountSpan(account.Id, account.StartsOn!.Value, default, null), []);

    private ScoreInput InputOf(AccountSpan span, IReadOnlyList<UserUsage> users)
    {
        var account = knowledge.Accounts.GetValueOrDefault(span.AccountId);
        var usage = new AccountUsage(
            span.AccountId,
            account?.StartsOn is { } start && start <= asOf ? start : span.FirstDay,
            users,
            account?.SeatsAt(asOf),
            account?.Excluded ?? false,
            heartbeats.Of(span.AccountId, span.LastDay == default ? null : span.LastDay),
            _entitlements.Of(span.AccountId),
            account?.PlanAt(asOf));
        return new ScoreInput(usage, span.FirstUse);
    }

    private bool Counts(UserUsageRow user) =>
        !knowledge.Users.TryGetValue((user.AccountId, user.UserId), out var known)
        || (!known.Excluded && known.Actor is not (ActorKind.Service or ActorKind.Agent));
}
