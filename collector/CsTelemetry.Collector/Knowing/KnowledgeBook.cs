using System.Globalization;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing;

/// <summary>
/// Knows what tenants have told: reads a tenant from the store when it is first asked for, and keeps it as an immutable state. Writes go to the store
/// first, one writer per tenant; what other collectors write is heard within <see cref="KnowledgeOptions.RefreshInterval"/>. So a condition is
/// exact within this collector; of two collectors that change one document within that time, both may think theirs was first: the later
/// version holds, and both are in the history. Thread-safe. Errors of the store are <see cref="ClickHouseException"/>.
/// </summary>
internal sealed class KnowledgeBook : IDisposable
{
    private const int MaxAttempts = 4;
    private const int RowsAtOnce = 10_000;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TenantBook> _books = new(StringComparer.Ordinal);
    private readonly KnowledgeStore _store;
    private readonly KnowledgeOptions _options;
    private readonly KnowledgeFeed _feed;
    private readonly KnowledgeMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly string _name = Guid.NewGuid().ToString("N");

    public KnowledgeBook(KnowledgeStore store, KnowledgeOptions options, KnowledgeFeed feed, KnowledgeMetrics metrics, TimeProvider time)
    {
        (_store, _options, _feed, _metrics, _time) = (store, options, feed, metrics, time);
        metrics.Observe(States);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var book in _books.Values)
            {
                book.Dispose();
            }
        }
    }

    /// <summary>Gets what is known of a tenant now.</summary>
    public async Task<TenantKnowledge> GetAsync(string tenant, CancellationToken cancellationToken) => (await StateAsync(tenant, cancellationToken)).Knowledge;

    /// <summary>Gets what was known of a tenant at a moment. Reads it from the store each time.</summary>
    public async Task<TenantKnowledge> GetAsync(string tenant, DateTimeOffset knownAt, CancellationToken cancellationToken) =>
        (await ReadAsync(tenant, KnowledgeRow.VersionAt(knownAt), cancellationToken)).Knowledge;

    /// <summary>Gets what is known of a tenant now, with its documents.</summary>
    public async Task<KnowledgeState> StateAsync(string tenant, CancellationToken cancellationToken)
    {
        var book = Take(tenant);
        try
        {
            return book.State ?? await UnderGateAsync(book, () => StateAsync(book, cancellationToken), cancellationToken);
        }
        finally
        {
            Return(book);
        }
    }

    /// <summary>Lists the versions of a document, of all sources, the newest first.</summary>
    public Task<List<KnowledgeRow>> HistoryAsync(string tenant, KnowledgeKey key, long before, int limit, CancellationToken cancellationToken) =>
        _store.HistoryAsync(tenant, key, before, limit, cancellationToken);

    /// <summary>Writes documents; each sees those before it. What is taken is in the store, and in the state, when this ends.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="author">Who: the prefix of a key, `operator`, or `event`.</param>
    /// <param name="writes">What.</param>
    /// <param name="isAtomic">Whether nothing is written if one of them cannot be.</param>
    /// <param name="cancellationToken">Ends the wait for the turn; not a write that has begun.</param>
    public async Task<IReadOnlyList<KnowledgeOutcome>> WriteAsync(
        string tenant, string author, IReadOnlyList<KnowledgeWrite> writes, bool isAtomic, CancellationToken cancellationToken)
    {
        var book = Take(tenant);
        try
        {
            return await UnderGateAsync(book, () => WriteAsync(book, author, writes, isAtomic, cancellationToken), cancellationToken);
        }
        finally
        {
            Return(book);
        }
    }

    /// <summary>Tells what would become of documents; writes nothing.</summary>
    public async Task<IReadOnlyList<KnowledgeOutcome>> TryAsync(string tenant, IReadOnlyList<KnowledgeWrite> writes, CancellationToken cancellationToken) =>
        Draft(await StateAsync(tenant, cancellationToken), "", writes, firstVersion: 1).Outcomes;

    /// <summary>Takes in what others have written, or erased, of the tenants in memory.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var books = Loaded();
        if (books.Count == 0)
        {
            return;
        }

        var marks = await _store.MarksAsync(books.Select(book => book.Tenant), cancellationToken);
        foreach (var book in books)
        {
            var mark = marks.TryGetValue(book.Tenant, out var found) ? found : default;
            if (book.State!.Mark != mark)
            {
                await RefreshAsync(book.Tenant, cancellationToken);
            }
        }
    }

    private async Task RefreshAsync(string tenant, CancellationToken cancellationToken)
    {
        var book = Take(tenant);
        try
        {
            await UnderGateAsync(book, () => CatchUpAsync(book, cancellationToken), cancellationToken);
        }
        finally
        {
            Return(book);
        }
    }

    private async Task<KnowledgeState> CatchUpAsync(TenantBook book, CancellationToken cancellationToken)
    {
        var before = await StateAsync(book, cancellationToken);
        for (var after = book.SeenThrough; ;)
        {
            var rows = await _store.AfterAsync(book.Tenant, after, RowsAtOnce, cancellationToken);
            _feed.Publish(book.Add(rows));
            if (rows.Count < RowsAtOnce)
            {
                break;
            }

            after = rows[^1].Version;
        }

        // Rows that came late or are gone are found by their number only; then it is read whole.
        var marks = await _store.MarksAsync([book.Tenant], cancellationToken);
        var mark = marks.TryGetValue(book.Tenant, out var found) ? found : default;
        if (book.State!.Mark != mark && mark.Version <= book.State.NewestVersion)
        {
            before = book.State;
            book.Load(await ReadAsync(book.Tenant, long.MaxValue, cancellationToken, before.Knowledge.Version));
            _feed.Publish(KnowledgeDifference.Between(book.Tenant, before, book.State!));
        }

        return book.State!;
    }

    private async Task<IReadOnlyList<KnowledgeOutcome>> WriteAsync(
        TenantBook book, string author, IReadOnlyList<KnowledgeWrite> writes, bool isAtomic, CancellationToken cancellationToken)
    {
        var state = await StateAsync(book, cancellationToken);
        var draft = Draft(state, author, writes, book.TakeVersions(KnowledgeRow.VersionAt(_time.GetUtcNow()), writes.Count));
        var outcomes = isAtomic && draft.Outcomes.Any(outcome => !outcome.IsTaken) ? draft.HeldBack() : draft.Outcomes;
        if (draft.Rows.Count > 0 && ReferenceEquals(outcomes, draft.Outcomes))
        {
            await InsertAsync(book.Tenant, draft.Rows);
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

    // Once begun it is not given up: the same rows under the same token land once, however often they are sent.
    private async Task InsertAsync(string tenant, IReadOnlyList<KnowledgeRow> rows)
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"knowledge-{_name}-{tenant}-{rows[0].Version}");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _store.AddAsync(tenant, rows, token, CancellationToken.None);
                return;
            }
            catch (ClickHouseException exception) when (exception.IsTransient && attempt < MaxAttempts)
            {
                _metrics.Failed("write");
                await Task.Delay(FirstDelay * Math.Pow(2, attempt - 1), _time, CancellationToken.None);
            }
        }
    }

    private async Task<KnowledgeState> StateAsync(TenantBook book, CancellationToken cancellationToken)
    {
        if (book.State is null)
        {
            book.Load(await ReadAsync(book.Tenant, long.MaxValue, cancellationToken));
        }

        return book.State!;
    }

    private async Task<KnowledgeState> ReadAsync(string tenant, long through, CancellationToken cancellationToken, long leastVersion = 0)
    {
        _metrics.Loaded();
        var builder = new KnowledgeStateBuilder(tenant, KnowledgeState.Nothing, leastVersion);
        await foreach (var (row, versions) in _store.NewestAsync(tenant, through, cancellationToken))
        {
            builder.Add(row, versions);
        }

        return builder.Build().State;
    }

    private static async Task<T> UnderGateAsync<T>(TenantBook book, Func<Task<T>> act, CancellationToken cancellationToken)
    {
        await book.Gate.WaitAsync(cancellationToken);
        try
        {
            return await act();
        }
        finally
        {
            book.Gate.Release();
        }
    }

    private TenantBook Take(string tenant)
    {
        lock (_lock)
        {
            if (!_books.TryGetValue(tenant, out var book))
            {
                Evict();
                _books.Add(tenant, book = new TenantBook(tenant));
            }

            book.Users++;
            book.UsedAt = _time.GetTimestamp();
            return book;
        }
    }

    private void Return(TenantBook book)
    {
        lock (_lock)
        {
            book.Users--;
        }
    }

    private void Evict()
    {
        while (_books.Count >= _options.MaxTenantsInMemory && _books.Values.Where(book => book.Users == 0).MinBy(book => book.UsedAt) is { } idle)
        {
            _books.Remove(idle.Tenant);
            idle.Dispose();
        }
    }

    private List<TenantBook> Loaded()
    {
        lock (_lock)
        {
            return [.. _books.Values.Where(book => book.State is not null)];
        }
    }

    private IReadOnlyCollection<KnowledgeState> States() => [.. Loaded().Select(book => book.State!)];
}
