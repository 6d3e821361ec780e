using System.Globalization;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing;

/// <summary>Brings states out of the store and versions into it. Thread-safe. Errors of the store are <see cref="ClickHouseException"/>.</summary>
internal sealed class KnowledgeShelf(KnowledgeStore store, KnowledgeMetrics metrics, TimeProvider time)
{
    private const int MaxAttempts = 4;
    private const int RowsAtOnce = 10_000;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    private readonly string _name = Guid.NewGuid().ToString("N");

    /// <summary>Reads a tenant whole.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="through">The greatest version to look at.</param>
    /// <param name="leastVersion">The version that the knowledge has at least.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<KnowledgeState> ReadAsync(string tenant, long through, long leastVersion, CancellationToken cancellationToken)
    {
        metrics.Loaded();
        var builder = new KnowledgeStateBuilder(tenant, KnowledgeState.Nothing, leastVersion);
        await foreach (var (row, versions) in store.NewestAsync(tenant, through, cancellationToken))
        {
            builder.Add(row, versions);
        }

        return builder.Build().State;
    }

    /// <summary>Takes rows in that have come since the book looked, and returns what they change.</summary>
    public async Task<IReadOnlyList<KnowledgeChange>> CatchUpAsync(TenantBook book, CancellationToken cancellationToken)
    {
        List<KnowledgeChange> changes = [];
        for (var after = book.SeenThrough; ;)
        {
            var rows = await store.AfterAsync(book.Tenant, after, RowsAtOnce, cancellationToken);
            changes.AddRange(book.Add(rows));
            if (rows.Count < RowsAtOnce)
            {
                return changes;
            }

            after = rows[^1].Version;
        }
    }

    /// <summary>Adds versions. Once begun it is not given up: the same rows under the same token land once, however often they are sent.</summary>
    public async Task AddAsync(string tenant, IReadOnlyList<KnowledgeRow> rows)
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"knowledge-{_name}-{tenant}-{rows[0].Version}");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await store.AddAsync(tenant, rows, token, CancellationToken.None);
                return;
            }
            catch (ClickHouseException exception) when (exception.IsTransient && attempt < MaxAttempts)
            {
                metrics.Failed("write");
                await Task.Delay(FirstDelay * Math.Pow(2, attempt - 1), time, CancellationToken.None);
            }
        }
    }
}
