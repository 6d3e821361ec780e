using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Measuring;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Measuring;

public sealed class FreshCacheTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Books _books = new();
    private int _reads;

    [Fact]
    public async Task An_answer_is_read_once_for_a_minute_while_nothing_new_is_stored()
    {
        var cache = Cache();
        await GetAsync(cache, "a");
        _time.Advance(TimeSpan.FromSeconds(59));
        await GetAsync(cache, "a");
        Assert.Equal(1, _reads);

        _time.Advance(TimeSpan.FromSeconds(1));
        await GetAsync(cache, "a");
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task What_is_new_in_the_store_is_seen_after_five_seconds()
    {
        var cache = Cache();
        await GetAsync(cache, "a");
        _books.Verified(1);
        _time.Advance(TimeSpan.FromSeconds(4));
        await GetAsync(cache, "a");
        Assert.Equal(1, _reads);

        _time.Advance(TimeSpan.FromSeconds(1));
        await GetAsync(cache, "a");
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        var cache = Cache();
        await Assert.ThrowsAsync<InvalidOperationException>(() => cache.GetAsync("a", () => Task.FromException<int>(new InvalidOperationException()), CancellationToken.None));

        Assert.Equal(1, await GetAsync(cache, "a"));
    }

    [Fact]
    public async Task Beyond_the_capacity_what_was_not_asked_for_longest_goes()
    {
        var cache = Cache(capacity: 2);
        foreach (var key in (string[])["a", "b", "a", "c"])
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await GetAsync(cache, key);
        }

        Assert.Equal((2, 3), (cache.Count, _reads));
        await GetAsync(cache, "a");
        Assert.Equal(3, _reads);
        await GetAsync(cache, "b");
        Assert.Equal(4, _reads);
    }

    [Fact]
    public async Task Beyond_the_weight_answers_go_too_but_never_the_newest()
    {
        // Each weighs what it answers: 1, 2, 3, 4.
        var cache = Cache(maxWeight: 5);
        foreach (var key in (string[])["a", "b", "c"])
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            await GetAsync(cache, key);
        }

        Assert.Equal(2, cache.Count);
        _time.Advance(TimeSpan.FromMilliseconds(10));
        await GetAsync(cache, "d");
        await GetAsync(cache, "d");
        Assert.Equal((1, 4), (cache.Count, _reads));
    }

    private FreshCache<string, int> Cache(int capacity = 10, long maxWeight = 1000) => new(_books, _time, capacity, maxWeight, value => value);

    private Task<int> GetAsync(FreshCache<string, int> cache, string key) => cache.GetAsync(key, () => Task.FromResult(++_reads), CancellationToken.None);
}
