using System.Collections.Immutable;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Knowing.Documents;

namespace CsTelemetry.Collector.Knowing;

/// <summary>Makes a state from another one and rows. What did not change is shared with the other one. Not thread-safe.</summary>
internal sealed class KnowledgeStateBuilder
{
    private readonly string _tenant;
    private readonly KnowledgeState _before;
    private readonly long _leastVersion;
    private readonly ImmutableDictionary<KnowledgeKey, KnowledgeEntry>.Builder _entries;
    private readonly ImmutableDictionary<string, CatalogFeature>.Builder _features;
    private readonly ImmutableDictionary<string, PlanEntitlements>.Builder _plans;
    private readonly ImmutableDictionary<string, CustomerAccount>.Builder _accounts;
    private readonly ImmutableDictionary<(string AccountId, string UserId), CustomerUser>.Builder _users;
    private readonly List<KnowledgeChange> _changes = [];
    private Dictionary<string, ProductRelease>? _releases;
    private long _rows;
    private long _newest;
    private long _bytes;

    /// <param name="tenant">Whose.</param>
    /// <param name="before">The state to begin with.</param>
    /// <param name="leastVersion">The version that the knowledge has at least.</param>
    public KnowledgeStateBuilder(string tenant, KnowledgeState before, long leastVersion = 0)
    {
        _leastVersion = Math.Max(leastVersion, before.Knowledge.Version);
        (_tenant, _before) = (tenant, before);
        _entries = before.Entries.ToBuilder();
        _features = BuilderOf(before.Knowledge.Features);
        _plans = BuilderOf(before.Knowledge.Plans);
        _accounts = BuilderOf(before.Knowledge.Accounts);
        _users = before.Knowledge.Users is ImmutableDictionary<(string AccountId, string UserId), CustomerUser> users
            ? users.ToBuilder()
            : ImmutableDictionary.CreateBuilder<(string AccountId, string UserId), CustomerUser>();
        (_rows, _newest, _bytes) = (before.Rows, before.NewestVersion, before.Bytes);
    }

    /// <summary>Takes a row in. One that is not newer than what is known of its document and source changes nothing but the number of rows.</summary>
    /// <param name="row">The row.</param>
    /// <param name="rowCount">How many rows of the store it stands for.</param>
    public void Add(KnowledgeRow row, long rowCount = 1)
    {
        _rows += rowCount;
        _newest = Math.Max(_newest, row.Version);
        var was = _entries.GetValueOrDefault(row.Key) ?? KnowledgeEntry.Nothing;
        var now = was.With(row);
        if (ReferenceEquals(was, now))
        {
            return;
        }

        _bytes += now.Bytes - was.Bytes;
        _entries[row.Key] = now;
        _changes.Add(new KnowledgeChange(_tenant, row.Key, Understand(row.Key, now)));
    }

    /// <summary>Returns the new state, and what is different in it.</summary>
    public (KnowledgeState State, IReadOnlyList<KnowledgeChange> Changes) Build()
    {
        var releases = _releases is null
            ? _before.Knowledge.Releases
            : [.. _releases.Values.OrderBy(release => release.ReleasedAt).ThenBy(release => release.Id, StringComparer.Ordinal)];
        var knowledge = new TenantKnowledge
        {
            // It never goes back, not even when what was newest is erased.
            Version = Math.Max(_newest, _leastVersion),
            Features = _features.ToImmutable(),
            Plans = _plans.ToImmutable(),
            Accounts = _accounts.ToImmutable(),
            Users = _users.ToImmutable(),
            Releases = releases,
        };
        return (new KnowledgeState(_entries.ToImmutable(), knowledge, _rows, _newest, _bytes), _changes);
    }

    private DateOnly? Understand(KnowledgeKey key, KnowledgeEntry entry) => key.Kind switch
    {
        KnowledgeKind.Feature => AffectedDays.Of(
            Replace(_features, key.Id, entry.Standing is { } row ? DocumentMap.Feature(key.Id, (FeatureDocument)Read(key, row)) : null), _features.GetValueOrDefault(key.Id)),
        KnowledgeKind.Plan => AffectedDays.Of(
            Replace(_plans, key.Id, entry.Standing is { } row ? DocumentMap.Plan(key.Id, (PlanDocument)Read(key, row)) : null), _plans.GetValueOrDefault(key.Id)),
        KnowledgeKind.Account => AffectedDays.Of(
            Replace(_accounts, key.Id, entry.IsEmpty ? null : DocumentMap.Account(key.Id, (AccountDocument?)Find(key, entry.Standing), (AccountDocument?)Find(key, entry.Said))),
            _accounts.GetValueOrDefault(key.Id)),
        KnowledgeKind.User => AffectedDays.Of(
            Replace(_users, (key.AccountId, key.Id), entry.IsEmpty ? null : DocumentMap.User(key.AccountId, key.Id, (UserDocument?)Find(key, entry.Standing), (UserDocument?)Find(key, entry.Said))),
            _users.GetValueOrDefault((key.AccountId, key.Id))),
        _ => UnderstandRelease(key, entry.Standing),
    };

    private DateOnly? UnderstandRelease(KnowledgeKey key, KnowledgeRow? row)
    {
        _releases ??= _before.Knowledge.Releases.ToDictionary(release => release.Id, StringComparer.Ordinal);
        _releases.Remove(key.Id, out var was);
        if (row is not null)
        {
            _releases.Add(key.Id, DocumentMap.Release(key.Id, (ReleaseDocument)Read(key, row)));
        }

        return AffectedDays.Of(was, _releases.GetValueOrDefault(key.Id));
    }

    private static IKnowledgeDocument? Find(KnowledgeKey key, KnowledgeRow? row) => row is null ? null : Read(key, row);

    private static IKnowledgeDocument Read(KnowledgeKey key, KnowledgeRow row) => DocumentCodec.Read(key.Kind, row.Body.Span);

    private static T? Replace<TKey, T>(ImmutableDictionary<TKey, T>.Builder all, TKey key, T? now)
        where TKey : notnull
        where T : class
    {
        var was = all.GetValueOrDefault(key);
        if (now is null)
        {
            all.Remove(key);
        }
        else
        {
            all[key] = now;
        }

        return was;
    }

    private static ImmutableDictionary<string, T>.Builder BuilderOf<T>(IReadOnlyDictionary<string, T> known) =>
        known is ImmutableDictionary<string, T> own ? own.ToBuilder() : ImmutableDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
}
