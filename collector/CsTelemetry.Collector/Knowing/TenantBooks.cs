namespace CsTelemetry.Collector.Knowing;

/// <summary>Keeps the books of tenants in memory, so many and no more; the one not asked for longest goes. Thread-safe.</summary>
internal sealed class TenantBooks(int capacity, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TenantBook> _books = new(StringComparer.Ordinal);

    /// <summary>Uses a tenant's book; it stays in memory at least until that ends.</summary>
    public async Task<T> UseAsync<T>(string tenant, Func<TenantBook, Task<T>> act)
    {
        var book = Take(tenant);
        try
        {
            return await act(book);
        }
        finally
        {
            Return(book);
        }
    }

    /// <summary>Uses a tenant's book alone: nobody else changes it meanwhile.</summary>
    public Task<T> ChangeAsync<T>(string tenant, Func<TenantBook, Task<T>> act, CancellationToken cancellationToken) => UseAsync(tenant, async book =>
    {
        await book.Gate.WaitAsync(cancellationToken);
        try
        {
            return await act(book);
        }
        finally
        {
            book.Gate.Release();
        }
    });

    /// <summary>Lists the books that hold something.</summary>
    public List<TenantBook> Loaded()
    {
        lock (_lock)
        {
            return [.. _books.Values.Where(book => book.State is not null)];
        }
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
            book.UsedAt = time.GetTimestamp();
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
        while (_books.Count >= capacity && _books.Values.Where(book => book.Users == 0).MinBy(book => book.UsedAt) is { } idle)
        {
            _books.Remove(idle.Tenant);
            idle.Dispose();
        }
    }
}
