using System.Text;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Encodes random batches, inserts them into the real store, and compares what it says with a calculation here.</summary>
[Collection(RealStoreTests.Name)]
public sealed class SortedBlockTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const ulong Wal = 7;
    private const string Key = "tenant, account_id, kind, feature, day, user_id, platform, actor_kind";

    private static readonly Comparer<string> ByBytes =
        Comparer<string>.Create((left, right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right)));

    private readonly EventsBlockEncoder _encoder = new(Wal);
    private readonly int _seed = Environment.TickCount;
    private ClickHouseClient _client = null!;

    public async Task InitializeAsync() => _client = await fixture.NewStoreAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _encoder.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task A_blocks_rows_come_in_the_order_of_the_key_and_of_the_log_where_that_is_the_same()
    {
        await StoreAssert.ExecuteAsync(_client, "CREATE TABLE asis AS events ENGINE = MergeTree PARTITION BY tuple() ORDER BY tuple()");
        var cut = Cut.Of(1, Draw(5, 400));

        await _client.InsertNativeAsync("asis", _encoder.Encode(cut), "t", CancellationToken.None);

        var asWritten = await SequencesAsync("SELECT sequence FROM asis ORDER BY _part, _part_offset");
        Assert.True(InOrder(cut).SequenceEqual(asWritten), $"Seed {_seed}.");
        Assert.Equal(await SequencesAsync($"SELECT sequence FROM asis ORDER BY {Key}, sequence"), asWritten);
    }

    [Fact]
    public async Task The_store_holds_the_events_and_their_sums_through_several_inserts_a_merge_and_a_rebuild()
    {
        var store = new LandingStore(_client);
        List<ValidatedBatch> accepted = [];
        for (var insert = 1; insert <= 4; insert++)
        {
            var batches = Draw(3, 150, insert);
            accepted.AddRange(batches);
            await store.InsertAsync(_encoder.Encode(Cut.Of(insert, batches)), $"t{insert}", CancellationToken.None);
            await StoreAssert.HoldsOnceAsync(_client, accepted);
            await AssertSumsAsync(accepted);
        }

        await StoreAssert.ExecuteAsync(_client, "OPTIMIZE TABLE usage_daily FINAL");
        await AssertSumsAsync(accepted);
        var byView = await StoreAssert.RollupAsync(_client);
        foreach (var month in accepted.SelectMany(batch => batch.Events).Select(stored => Calendar.MonthOf(stored.Day)).Distinct())
        {
            await store.RebuildRollupAsync(month, CancellationToken.None);
        }

        Assert.Equal(byView, await StoreAssert.RollupAsync(_client));
        await AssertSumsAsync(accepted);
    }

    [Fact]
    public void The_same_batch_gives_the_same_bytes_whatever_was_encoded_between()
    {
        var cut = Cut.Of(1, Draw(4, 200));
        var bytes = _encoder.Encode(cut).Bytes.ToArray();

        _encoder.Encode(Cut.Of(2, Draw(7, 300, more: 1)));

        using var another = new EventsBlockEncoder(Wal);
        Assert.True(bytes.AsSpan().SequenceEqual(_encoder.Encode(cut).Bytes.Span), $"Seed {_seed}.");
        Assert.True(bytes.AsSpan().SequenceEqual(another.Encode(cut).Bytes.Span), $"Seed {_seed}.");
    }

    private static IEnumerable<ulong> InOrder(Cut cut) => cut.Rows()
        .OrderBy(row => row.Batch.Identity.Tenant, ByBytes)
        .ThenBy(row => row.Event.AccountId, ByBytes)
        .ThenBy(row => row.Event.Kind)
        .ThenBy(row => row.Event.Feature, ByBytes)
        .ThenBy(row => row.Event.Day)
        .ThenBy(row => row.Event.UserId, ByBytes)
        .ThenBy(row => row.Event.Platform)
        .ThenBy(row => row.Event.ActorKind)
        .Select(row => row.Event.Sequence);

    private List<ValidatedBatch> Draw(int count, int events, int more = 0)
    {
        var drawn = new AnyEvents(_seed + more);
        return [.. Enumerable.Range(0, count).Select(_ => drawn.Next(events)).Select(batch => batch with { Events = [.. batch.Events.Select(one => one with { Sequence = one.Sequence + ((ulong)more * 10_000_000) })] })];
    }

    private Task<List<ulong>> SequencesAsync(string sql) => _client.QueryAsync(sql, null, row => row.ReadUInt64(), CancellationToken.None);

    private async Task AssertSumsAsync(IEnumerable<ValidatedBatch> accepted)
    {
        var expected = accepted
            .SelectMany(batch => batch.Events, (batch, stored) => (batch.Identity.Tenant, Event: stored))
            .GroupBy(row => (row.Tenant, row.Event.AccountId, row.Event.Kind, row.Event.Feature, row.Event.Day, row.Event.UserId, row.Event.Platform, row.Event.ActorKind), row => row.Event)
            .Select(group => $"{group.Key.Tenant}|{group.Key.AccountId}|{(int)group.Key.Kind}|{group.Key.Feature}|{group.Key.Day:O}|{group.Key.UserId}|{(int)group.Key.Platform}|{(int)group.Key.ActorKind}"
                + $"|{group.Count()}|{group.Aggregate(0UL, (sum, one) => sum + one.Quantity)}|{group.Aggregate(0UL, (sum, one) => sum + one.DurationMilliseconds)}|{group.Sum(one => one.Value):R}"
                + $"|{group.Min(one => one.OccurredAt).ToUnixTimeMilliseconds()}|{group.Max(one => one.OccurredAt).ToUnixTimeMilliseconds()}");
        var found = await _client.QueryAsync(
            $"SELECT tenant, account_id, toInt8(kind), feature, day, user_id, toInt8(platform), toInt8(actor_kind), sum(events), sum(quantity), sum(duration_ms), sum(value), min(first_at), max(last_at) FROM usage_daily GROUP BY {Key}",
            null,
            row => $"{row.ReadString()}|{row.ReadString()}|{row.ReadInt8()}|{row.ReadString()}|{row.ReadDate():O}|{row.ReadString()}|{row.ReadInt8()}|{row.ReadInt8()}"
                + $"|{row.ReadUInt64()}|{row.ReadUInt64()}|{row.ReadUInt64()}|{row.ReadFloat64():R}|{row.ReadInt64()}|{row.ReadInt64()}",
            CancellationToken.None);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }
}
