using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Quarantine;
using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Quarantining;

[Collection(RealStoreTests.Name)]
public sealed class QuarantineStoreTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private ClickHouseClient _client = null!;
    private QuarantineStore _store = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        await _client.ExecuteAsync("ALTER TABLE quarantine REMOVE TTL", null, CancellationToken.None);
        await _client.ExecuteAsync("ALTER TABLE quarantine_replays REMOVE TTL", null, CancellationToken.None);
        _store = new QuarantineStore(_client);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task What_is_written_comes_back_field_for_field()
    {
        var written = QuarantineSample.Rejected(7, index: 3, change: sent => sent.Feature = "ünicode \t\n");
        await WriteAsync(written);

        var found = await _store.FindAsync("demo", [written.Id], CancellationToken.None);

        var entry = Assert.Single(found).Value;
        Assert.Equal(written with { Event = default }, entry.Event with { Event = default });
        Assert.Equal(written.Event.ToArray(), entry.Event.Event.ToArray());
        Assert.Equal(ReplayState.Waiting, entry.Replay.State);
        Assert.Equal(0, entry.Replay.Attempts);
    }

    [Fact]
    public async Task The_same_rows_under_the_same_token_are_there_once()
    {
        QuarantinedEvent[] rows = [QuarantineSample.Rejected(1), QuarantineSample.Rejected(2)];

        await _store.WriteAsync(rows, "one token", CancellationToken.None);
        await _store.WriteAsync(rows, "one token", CancellationToken.None);

        Assert.Equal(2, await _store.CountAsync(QuarantineSample.WalId, 1, CancellationToken.None));
        Assert.Equal(0, await _store.CountAsync(QuarantineSample.WalId, 2, CancellationToken.None));
    }

    [Fact]
    public async Task Another_tenant_finds_lists_and_counts_nothing()
    {
        var row = QuarantineSample.Rejected(1);
        await WriteAsync(row);

        Assert.Empty(await _store.FindAsync("other", [row.Id], CancellationToken.None));
        Assert.Empty(await _store.ListAsync(new QuarantineFilter("other"), 10, CancellationToken.None));
        Assert.Empty(await _store.CountByDayAsync(["other"], [Sample.Today], CancellationToken.None));
        Assert.Equal(1, (await _store.CountByDayAsync(["demo", "other"], [Sample.Today], CancellationToken.None))[("demo", Sample.Today)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100)]
    public async Task Page_by_page_each_is_listed_once_newest_first(int limit)
    {
        var rows = Enumerable.Range(1, 11).Select(number => QuarantineSample.Rejected(number, index: number % 2)).ToArray();
        await WriteAsync(rows);
        var reports = new QuarantineReports(_store);

        var listed = new List<string>();
        string? cursor = null;
        do
        {
            var page = await reports.ListAsync(new QuarantineFilter("demo"), PageParameters.Read(limit, cursor), withUsers: true, CancellationToken.None);
            Assert.InRange(page.Items.Count, 1, limit);
            listed.AddRange(page.Items.Select(item => item.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(rows.Reverse().Select(row => row.Id.ToString()), listed);
    }

    [Fact]
    public async Task The_list_can_be_narrowed_by_origin_code_and_what_became_of_it()
    {
        var late = QuarantineSample.Rejected(1, code: "too_late");
        var poison = QuarantineSample.Rejected(2, code: "VIOLATED_CONSTRAINT") with { Origin = QuarantineOrigin.Poison };
        await WriteAsync(late, poison, QuarantineSample.Rejected(3));
        await _store.MarkAsync("demo", [(late.Id, new QuarantineReplay(ReplayState.Replayed, 1, Sample.Now, 5, ""))], CancellationToken.None);

        Assert.Equal([1L], await SequencesAsync(new QuarantineFilter("demo", Code: "too_late")));
        Assert.Equal([2L], await SequencesAsync(new QuarantineFilter("demo", Origin: QuarantineOrigin.Poison)));
        Assert.Equal([1L], await SequencesAsync(new QuarantineFilter("demo", State: ReplayState.Replayed)));
        Assert.Equal([3L, 2L], await SequencesAsync(new QuarantineFilter("demo", State: ReplayState.Waiting)));
    }

    [Fact]
    public async Task Users_are_shown_only_to_those_who_may_see_them()
    {
        var row = QuarantineSample.Rejected(1, change: sent => sent.SessionId = "session-9");
        await WriteAsync(row);
        var reports = new QuarantineReports(_store);

        var masked = (await reports.FindAsync("demo", row.Id.ToString(), withUsers: false, CancellationToken.None))!;
        var whole = (await reports.FindAsync("demo", row.Id.ToString(), withUsers: true, CancellationToken.None))!;

        Assert.DoesNotContain("ann", masked.Event.ToString());
        Assert.DoesNotContain("session-9", masked.Event.ToString());
        Assert.Equal("acme", masked.Event!.Value.GetProperty("accountId").GetString());
        Assert.Equal("ann", whole.Event!.Value.GetProperty("userId").GetString());
    }

    private Task WriteAsync(params QuarantinedEvent[] rows) => _store.WriteAsync(rows, Guid.NewGuid().ToString(), CancellationToken.None);

    private async Task<IEnumerable<long>> SequencesAsync(QuarantineFilter filter) =>
        (await _store.ListAsync(filter, 10, CancellationToken.None)).Select(entry => entry.Event.Id.WalSequence);
}
