using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing;

/// <summary>
/// Knows what tenants have told: reads a tenant from the store when it is first asked for, and keeps it as an immutable state. Writes go to the store
/// first, one writer per tenant; what other collectors write is heard within <see cref="KnowledgeOptions.RefreshInterval"/>. A condition on one document is
/// exact over all collectors that claim: of those who want to change the same version one is taken. A write without a condition claims nothing, waits for nobody,
/// and may come between another collector's look and its write. Thread-safe. Errors of the store are <see cref="ClickHouseException"/>.
/// </summary>
internal sealed class KnowledgeBook : IDisposable
{
    private readonly TenantBooks _books;
    private readonly KnowledgeShelf _shelf;
    private readonly KnowledgeStore _store;
    private readonly KnowledgeOptions _options;
    private readonly KnowledgeFeed _feed;
    private readonly KnowledgeMetrics _metrics;
    private readonly ChangeClaims? _claims;
    private readonly TimeProvider _time;
    private readonly int _slot = Random.Shared.Next(TenantBook.VersionStep);

    public KnowledgeBook(KnowledgeStore store, KnowledgeOptions options, KnowledgeFeed feed, KnowledgeMetrics metrics, TimeProvider time, ChangeClaims? claims = null)
    {
        (_store, _options, _feed, _metrics, _time, _claims) = (store, options, feed, metrics, time, claims);
        _books = new TenantBooks(options.MaxTenantsInMemory, time);
        _shelf = new KnowledgeShelf(store, metrics, time);
        metrics.Observe(() => [.. _books.Loaded().Select(book => book.State!)]);
    }

    public void Dispose() => _books.Dispose();

    /// <summary>Gets what is known of a tenant now.</summary>
    public async Task<TenantKnowledge> GetAsync(string tenant, CancellationToken cancellationToken) => (await StateAsync(tenant, cancellationToken)).Knowledge;

    /// <summary>Gets what was known of a tenant at a moment. Reads it from the store each time.</summary>
    public async Task<TenantKnowledge> GetAsync(string tenant, DateTimeOffset knownAt, CancellationToken cancellationToken) =>
        (await _shelf.ReadAsync(tenant, KnowledgeRow.VersionAt(knownAt), leastVersion: 0, cancellationToken)).Knowledge;

    /// <summary>Lists what has changed since a version. Reads that version from the store.</summary>
    public async Task<IReadOnlyList<KnowledgeChange>> ChangesSinceAsync(string tenant, long version, CancellationToken cancellationToken) =>
        KnowledgeDifference.Between(tenant, await _shelf.ReadAsync(tenant, version, leastVersion: 0, cancellationToken), await StateAsync(tenant, cancellationToken));

    /// <summary>Gets what is known of a tenant now, with its documents.</summary>
    public Task<KnowledgeState> StateAsync(string tenant, CancellationToken cancellationToken) => _books.UseAsync(
        tenant, async book => book.State ?? await _books.ChangeAsync(tenant, same => LoadAsync(same, cancellationToken), cancellationToken));

    /// <summary>Lists the versions of a document, of all sources, the newest first.</summary>
    public Task<List<KnowledgeRow>> HistoryAsync(string tenant, KnowledgeKey key, long before, int limit, CancellationToken cancellationToken) =>
        _store.HistoryAsync(tenant, key, before, limit, cancellationToken);

    /// <summary>Writes documents; each sees those before it. What is taken is in the store, and in the state, when this ends.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="author">Who: the prefix of a key, `operator`, or `event`.</param>
    /// <param name="writes">What.</param>
    /// <param name="isAtomic">Whether nothing is written if one of them cannot be.</param>
    /// <param name="cancellationToken">Ends the wait for the turn; not a write that has begun.</param>
    public Task<IReadOnlyList<KnowledgeOutcome>> WriteAsync(
        string tenant, string author, IReadOnlyList<KnowledgeWrite> writes, bool isAtomic, CancellationToken cancellationToken) =>
        _books.ChangeAsync(
            tenant,
            book => _claims is not null && writes is [{ HasCondition: true } only]
                ? WriteAloneAsync(_claims, book, author, only, cancellationToken)
                : WriteAsync(book, author, writes, isAtomic, cancellationToken),
            cancellationToken);

    /// <summary>Tells what would become of documents; writes nothing.</summary>
    public async Task<IReadOnlyList<KnowledgeOutcome>> TryAsync(string tenant, IReadOnlyList<KnowledgeWrite> writes, CancellationToken cancellationToken) =>
        Draft(await StateAsync(tenant, cancellationToken), "", writes, firstVersion: 1).Outcomes;

    /// <summary>Takes in what others have written, or erased, of the tenants in memory.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var books = _books.Loaded();
        if (books.Count == 0)
        {
            return;
        }

        var marks = await _store.MarksAsync(books.Select(book => book.Tenant), cancellationToken);
        foreach (var tenant in books.Where(book => book.State!.Mark != marks.GetValueOrDefault(book.Tenant)).Select(book => book.Tenant))
        {
            await _books.ChangeAsync(tenant, book => RefreshAsync(book, cancellationToken), cancellationToken);
        }
    }

    private async Task<KnowledgeState> RefreshAsync(TenantBook book, CancellationToken cancellationToken)
    {
        await LoadAsync(book, cancellationToken);
        _feed.Publish(await _shelf.CatchUpAsync(book, cancellationToken));

        // Rows that came late or are gone are found by their number only; then it is read whole.
        var mark = (await _store.MarksAsync([book.Tenant], cancellationToken)).GetValueOrDefault(book.Tenant);
        var before = book.State!;
        if (before.Mark != mark && mark.Version <= before.NewestVersion)
        {
            book.Load(await _shelf.ReadAsync(book.Tenant, long.MaxValue, before.Knowledge.Version, cancellationToken));
            _feed.Publish(KnowledgeDifference.Between(book.Tenant, before, book.State!));
        }

        return book.State!;
    }

    private async Task<IReadOnlyList<KnowledgeOutcome>> WriteAloneAsync(
        ChangeClaims claims, TenantBook book, string author, KnowledgeWrite write, CancellationToken cancellationToken) =>
        await claims.AloneAsync(
            book.Tenant,
            write.Key.ToString(),
            async () =>
            {
                await RefreshAsync(book, cancellationToken);
                return await WriteAsync(book, author, [write], isAtomic: true, cancellationToken);
            },
            cancellationToken)
        ?? [KnowledgeDraft.Contested(await LoadAsync(book, cancellationToken), write)];

    private async Task<IReadOnlyList<KnowledgeOutcome>> WriteAsync(
        TenantBook book, string author, IReadOnlyList<KnowledgeWrite> writes, bool isAtomic, CancellationToken cancellationToken)
    {
        var state = await LoadAsync(book, cancellationToken);
        var draft = Draft(state, author, writes, book.TakeVersions(KnowledgeRow.VersionAt(_time.GetUtcNow()), writes.Count, _slot));
        var outcomes = isAtomic && draft.Outcomes.Any(outcome => !outcome.IsTaken) ? draft.HeldBack() : draft.Outcomes;
        if (draft.Rows.Count > 0 && ReferenceEquals(outcomes, draft.Outcomes))
        {
            await _shelf.AddAsync(book.Tenant, draft.Rows);
            _feed.Publish(book.Add(draft.Rows));
        }

        _metrics.Wrote(writes.Count > 0 ? writes[0].Source : KnowledgeSource.Told, outcomes);
        return outcomes;
    }

    private KnowledgeDraft Draft(KnowledgeState state, string author, IReadOnlyList<KnowledgeWrite> writes, long firstVersion)
    {
        var draft = new KnowledgeDraft(state, _options, author, firstVersion);
        foreach (var write in writes)
        {
            draft.Add(write);
        }

        return draft;
    }

    private async Task<KnowledgeState> LoadAsync(TenantBook book, CancellationToken cancellationToken)
    {
        if (book.State is null)
        {
            book.Load(await _shelf.ReadAsync(book.Tenant, long.MaxValue, leastVersion: 0, cancellationToken));
        }

        return book.State!;
    }
}
