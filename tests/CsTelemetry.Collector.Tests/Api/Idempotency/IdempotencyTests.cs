using System.Text;
using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Api.Idempotency;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;
using Microsoft.AspNetCore.Http;

namespace CsTelemetry.Collector.Tests.Api.Idempotency;

/// <summary>Repeated calls on the real store, over processes and collectors, with hand-moved time.</summary>
[Collection(RealStoreTests.Name)]
public sealed class IdempotencyTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const ulong Mine = 7;
    private const ulong Others = 8;

    private readonly ManualTimeProvider _time = new();
    private readonly List<CallingProcess> _processes = [];
    private ClickHouseClient _store = null!;
    private int _made;

    public async Task InitializeAsync() => _store = await fixture.NewStoreAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _processes.ForEach(process => process.Dispose());
        _store.Dispose();
    }

    [Fact]
    public async Task A_call_is_made_once_and_answered_the_same_by_every_process_and_collector()
    {
        var process = Process(Mine);
        var first = await process.CallAsync("one", CreateAsync);
        var again = await process.CallAsync("one", CreateAsync);
        var restarted = await Process(Mine).CallAsync("one", CreateAsync);
        var other = await Process(Others).CallAsync("one", CreateAsync);

        Assert.Equal((201, "made 1", "\"tag-1\"", "/v1/things/a", false), (first.Status, first.Body, first.Tag, first.Location, first.IsReplayed));
        Assert.All([again, restarted, other], answer => Assert.Equal(first with { Replayed = "true" }, answer));
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task A_key_belongs_to_its_sender_method_and_path_for_a_day()
    {
        var process = Process(Mine);
        await process.CallAsync("one", CreateAsync);
        await process.CallAsync("one", CreateAsync, prefix: "demo_2");
        await process.CallAsync("one", CreateAsync, path: "/v1/things/b");
        await process.CallAsync("one", CreateAsync, method: "PATCH");
        Assert.Equal(4, _made);

        _time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));
        Assert.True((await Process(Mine).CallAsync("one", CreateAsync)).IsReplayed);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False((await process.CallAsync("one", CreateAsync)).IsReplayed);
        Assert.Equal(5, _made);
    }

    [Fact]
    public async Task Another_request_under_the_key_is_refused()
    {
        var process = Process(Mine);
        await process.CallAsync("one", CreateAsync, "{\"a\":1}");

        var body = await process.CallAsync("one", CreateAsync, "{\"a\":2}");
        var query = await Process(Others).CallAsync("one", CreateAsync, "{\"a\":1}", "?atomic=true");

        Assert.Equal((422, 422, 1), (body.Status, query.Status, _made));
        Assert.Contains("was used for something else", body.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_first_is_under_way_the_same_call_waits()
    {
        var (process, other) = (Process(Mine), Process(Others));
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = process.CallAsync("one", async http =>
        {
            begun.SetResult();
            await end.Task;
            await CreateAsync(http);
        });
        await begun.Task;

        var here = await process.CallAsync("one", CreateAsync);
        var there = await other.CallAsync("one", CreateAsync);
        end.SetResult();
        await first;

        Assert.All([here, there], answer => Assert.Equal((409, "1"), (answer.Status, answer.RetryAfter)));
        Assert.True((await other.CallAsync("one", CreateAsync)).IsReplayed);
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task A_call_that_died_with_its_process_is_made_again_and_elsewhere_after_a_while()
    {
        var process = Process(Mine);
        var dying = process.CallAsync("one", _ => new TaskCompletionSource().Task);
        await process.CallAsync("two", CreateAsync);
        while (await ClaimsAsync() < 2)
        {
            await Task.Yield();
        }

        Assert.Equal(409, (await Process(Others).CallAsync("one", CreateAsync)).Status);
        _time.Advance(new IdempotencyLimits().AliveFor);
        Assert.Equal(201, (await Process(Others).CallAsync("one", CreateAsync)).Status);
        Assert.Equal(201, (await Process(Mine).CallAsync("one", CreateAsync, prefix: "demo_9")).Status);
        Assert.False(dying.IsCompleted);
    }

    [Fact]
    public async Task What_a_process_of_before_had_claimed_does_not_hold_its_successor_up()
    {
        var dying = Process(Mine).CallAsync("one", _ => new TaskCompletionSource().Task);
        while (await ClaimsAsync() < 1)
        {
            await Task.Yield();
        }

        var answer = await Process(Mine).CallAsync("one", CreateAsync);

        Assert.Equal((201, false, false), (answer.Status, answer.IsReplayed, dying.IsCompleted));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(403)]
    public async Task What_says_nothing_about_the_call_is_not_kept(int status)
    {
        var process = Process(Mine);
        var refused = await process.CallAsync("one", http => AnswerAsync(http, status, "not now"));
        var made = await Process(Others).CallAsync("one", CreateAsync);

        Assert.Equal((status, 201, false), (refused.Status, made.Status, made.IsReplayed));
    }

    [Fact]
    public async Task A_refusal_of_the_call_itself_is_kept()
    {
        var process = Process(Mine);
        await process.CallAsync("one", http => AnswerAsync(http, 412, "changed meanwhile"));

        var again = await process.CallAsync("one", CreateAsync);

        Assert.Equal((412, "changed meanwhile", 0), (again.Status, again.Body, _made));
    }

    [Fact]
    public async Task A_call_that_throws_is_made_again()
    {
        var process = Process(Mine);
        await Assert.ThrowsAsync<InvalidOperationException>(() => process.CallAsync("one", _ => throw new InvalidOperationException()));

        Assert.Equal(201, (await Process(Others).CallAsync("one", CreateAsync)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("né")]
    [InlineData("LONG")]
    public async Task A_key_that_is_none_is_refused_by_the_name_of_the_header(string key)
    {
        var sent = key == "LONG" ? new string('k', IdempotencyLimits.MaxKeyLength + 1) : key;

        var fault = await Assert.ThrowsAsync<InvalidParameterException>(() => Process(Mine).CallAsync(sent, CreateAsync));

        Assert.Equal((IdempotentCall.Header, 0), (fault.Parameter, _made));
    }

    [Fact]
    public async Task Without_a_key_and_where_nothing_is_written_every_call_is_made()
    {
        var process = Process(Mine);
        await process.CallAsync(null, CreateAsync);
        await process.CallAsync(null, CreateAsync);
        await process.CallAsync("one", CreateAsync, method: "POST", onlyReads: true);
        await process.CallAsync("one", CreateAsync, method: "POST", onlyReads: true);

        Assert.Equal((4, 0), (_made, await ClaimsAsync()));
    }

    [Fact]
    public async Task Of_an_answer_that_is_too_large_it_is_known_that_it_was_given()
    {
        var process = Process(Mine, new IdempotencyLimits { MaxAnswerBytes = 10 });
        var first = await process.CallAsync("one", http => AnswerAsync(http, 200, new string('x', 11)));

        var again = await process.CallAsync("one", CreateAsync);

        Assert.Equal((200, 11), (first.Status, first.Body.Length));
        Assert.Equal((409, true, 0), (again.Status, again.IsReplayed, _made));
        Assert.Contains("answered with the status 200", again.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memory_and_calls_under_way_are_bounded_and_the_store_still_knows()
    {
        var process = Process(Mine, new IdempotencyLimits { MaxRememberedCount = 3, MaxRunningCount = 1 });
        for (var i = 0; i < 5; i++)
        {
            await process.CallAsync($"key-{i}", CreateAsync);
        }

        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var running = process.CallAsync("running", async _ =>
        {
            begun.SetResult();
            await end.Task;
        });
        await begun.Task;
        var tooMany = await process.CallAsync("another", CreateAsync);
        end.SetResult();
        await running;

        Assert.Equal((503, "1"), (tooMany.Status, tooMany.RetryAfter));
        Assert.Equal(3, process.Remembered.Count);
        Assert.True((await process.CallAsync("key-0", CreateAsync)).IsReplayed);
        Assert.Equal(5, _made);
    }

    [Fact]
    public async Task The_store_can_read_neither_the_answer_nor_the_key()
    {
        await Process(Mine).CallAsync("a-key-of-somebody", http => AnswerAsync(http, 200, "{\"name\":\"Ann Example\"}"), "{\"name\":\"Ann Example\"}");

        var rows = await _store.QueryAsync("SELECT concat(call_sha256, sealed) FROM idempotency", null, row => Encoding.Latin1.GetString(row.ReadBytes()), CancellationToken.None);

        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.DoesNotContain("Ann", row, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.DoesNotContain("a-key-of-somebody", row, StringComparison.Ordinal));
    }

    private CallingProcess Process(ulong log, IdempotencyLimits? limits = null)
    {
        var process = new CallingProcess(_store, log, _time, limits);
        _processes.Add(process);
        return process;
    }

    private Task CreateAsync(HttpContext http)
    {
        var number = Interlocked.Increment(ref _made);
        http.Response.Headers.ETag = $"\"tag-{number}\"";
        http.Response.Headers.Location = "/v1/things/a";
        return AnswerAsync(http, 201, $"made {number}");
    }

    private static async Task AnswerAsync(HttpContext http, int status, string text)
    {
        using var reader = new StreamReader(http.Request.Body);
        await reader.ReadToEndAsync();
        http.Response.StatusCode = status;
        await http.Response.WriteAsync(text);
    }

    private async Task<int> ClaimsAsync() =>
        (int)(await _store.QueryAsync("SELECT countIf(kind = 'claimed') FROM idempotency", null, row => row.ReadUInt64(), CancellationToken.None))[0];
}
