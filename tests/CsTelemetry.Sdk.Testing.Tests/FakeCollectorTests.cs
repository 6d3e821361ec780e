using System.Net;
using System.Net.Http.Headers;
using CsTelemetry.Testing;
using CsTelemetry.Wire;

namespace CsTelemetry.Sdk.Testing.Tests;

/// <summary>The fake collector under the real client, over real HTTP/2.</summary>
public sealed class FakeCollectorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_lost_answer_and_two_refusals_double_nothing()
    {
        await using var collector = await FakeCollector.StartAsync();
        collector.Next(CollectorAnswer.LoseReply).Next(CollectorAnswer.Unavailable(TimeSpan.FromMilliseconds(5)), calls: 2);
        await using var telemetry = Client(collector);

        var flush = await TrackAndFlushAsync(telemetry, 3);

        Assert.Equal(3, flush.Delivered);
        Assert.Equal(3, collector.Events.Count);
        Assert.Equal([false, false, false, true], collector.Batches.Select(batch => batch.IsRepeat));
        Assert.Single(collector.Batches.Select(batch => (batch.ClientInstanceId, batch.BatchSequence)).Distinct());
        Assert.Equal((1L, 3L), (telemetry.GetStats().DuplicateReplies, telemetry.GetStats().FailedAttempts));
    }

    public static TheoryData<string> Faults => [.. Scripts.Keys];

    private static Dictionary<string, CollectorAnswer> Scripts => new()
    {
        ["unavailable"] = CollectorAnswer.Unavailable(),
        ["exhausted"] = CollectorAnswer.ResourceExhausted(TimeSpan.FromMilliseconds(5)),
        ["reset"] = CollectorAnswer.Reset,
        ["hang"] = CollectorAnswer.Hang,
        ["lie"] = CollectorAnswer.OkWithoutTrailers,
        ["lost"] = CollectorAnswer.LoseReply,
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_collector_that_fails_once_gets_every_event_once(string fault)
    {
        await using var collector = await FakeCollector.StartAsync();
        collector.Next(Scripts[fault]);
        // Only a collector that hangs is to be waited for in vain.
        await using var telemetry = Client(collector, options => options.AttemptTimeout = TimeSpan.FromSeconds(fault == "hang" ? 2 : 20));

        var flush = await TrackAndFlushAsync(telemetry, 2);

        Assert.Equal((2L, 2, 2), (flush.Delivered, collector.Events.Count, collector.CallCount));
        Assert.Equal(1, telemetry.GetStats().FailedAttempts);
    }

    [Fact]
    public async Task Rejected_events_are_left_out_and_told()
    {
        await using var collector = await FakeCollector.StartAsync();
        collector.Next(CollectorAnswer.RejectEvents(RejectionCode.TooLate, 1, 2, 99));
        await using var telemetry = Client(collector);

        var flush = await TrackAndFlushAsync(telemetry, 4);

        Assert.Equal((2L, 2L), (flush.Delivered, flush.Rejected));
        Assert.Equal(2, telemetry.GetStats().Rejected.TooLate);
        Assert.Equal([1L, 4L], collector.Events.Select(one => one.Sequence));
    }

    [Fact]
    public async Task A_wrong_key_and_a_scripted_refusal_are_final()
    {
        await using var collector = await FakeCollector.StartAsync();
        collector.ApiKey = "right.key";
        await using var wrong = Client(collector, options => options.ApiKey = "wrong.key");
        await using var right = Client(collector);

        Assert.Equal(1, (await TrackAndFlushAsync(wrong, 1)).Rejected);
        collector.Next(CollectorAnswer.Unauthenticated);
        Assert.Equal(1, (await TrackAndFlushAsync(right, 1)).Rejected);
        Assert.Equal(1, (await TrackAndFlushAsync(right, 1)).Delivered);
        Assert.Single(collector.Events);
    }

    [Fact]
    public async Task A_standing_fault_lasts_until_it_is_changed()
    {
        await using var collector = await FakeCollector.StartAsync();
        collector.Always(CollectorAnswer.Unavailable());
        await using var telemetry = Client(collector);

        Assert.Equal(1, (await TrackAndFlushAsync(telemetry, 1, TimeSpan.FromMilliseconds(100))).Remaining);
        collector.Always(CollectorAnswer.Accept);

        Assert.Single(await collector.WaitForAsync(1));
    }

    [Fact]
    public async Task A_slow_collector_is_slow_and_well()
    {
        await using var collector = await FakeCollector.StartAsync();
        collector.Next(CollectorAnswer.Slow(TimeSpan.FromMilliseconds(120)));
        await using var telemetry = Client(collector);
        var started = TimeProvider.System.GetTimestamp();

        Assert.Equal(1, (await TrackAndFlushAsync(telemetry, 1)).Delivered);

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(119));
        Assert.Equal(0, telemetry.GetStats().FailedAttempts);
    }

    [Fact]
    public async Task A_collector_that_comes_back_on_its_port_gets_what_was_kept()
    {
        var first = await FakeCollector.StartAsync();
        await using var telemetry = Client(first);
        Assert.Equal(1, (await TrackAndFlushAsync(telemetry, 1)).Delivered);
        await first.DisposeAsync();
        Assert.Equal(1, (await TrackAndFlushAsync(telemetry, 1, TimeSpan.FromMilliseconds(50))).Remaining);

        await using var second = await FakeCollector.StartAsync(first.Endpoint.Port);

        Assert.Equal(2, (await second.WaitForAsync(one => one.Kind == RecordedEventKind.FeatureUse)).Sequence);
    }

    [Fact]
    public async Task The_batch_says_who_reports()
    {
        await using var collector = await FakeCollector.StartAsync();
        await using var telemetry = Client(collector, options => (options.Application, options.ApplicationVersion, options.Environment) = ("board", "1.2.3", "test"));

        await TrackAndFlushAsync(telemetry, 1);

        var batch = Assert.Single(collector.Batches);
        Assert.Equal(("board", "1.2.3", "test", 1UL), (batch.Application, batch.ApplicationVersion, batch.Environment, batch.BatchSequence));
        Assert.NotEqual(0UL, batch.ClientInstanceId);
    }

    [Fact]
    public async Task The_same_bytes_are_taken_as_a_post_over_http_1()
    {
        await using var collector = await FakeCollector.StartAsync();
        using var http = new HttpClient { BaseAddress = collector.HttpEndpoint };

        using var first = await PostAsync(http);
        using var again = await PostAsync(http);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.False(PublishReply.Read(await first.Content.ReadAsByteArrayAsync())!.IsDuplicate);
        Assert.True(PublishReply.Read(await again.Content.ReadAsByteArrayAsync())!.IsDuplicate);
        Assert.Equal("f", Assert.Single(collector.Events).Feature);
    }

    [Fact]
    public async Task Refusals_over_http_1_are_statuses_with_retry_after()
    {
        await using var collector = await FakeCollector.StartAsync();
        collector.Next(CollectorAnswer.Unavailable(TimeSpan.FromSeconds(1.2))).Next(CollectorAnswer.ResourceExhausted(TimeSpan.FromSeconds(3)))
            .Next(CollectorAnswer.ResourceExhausted(default)).Next(CollectorAnswer.Unauthenticated);
        using var http = new HttpClient { BaseAddress = collector.HttpEndpoint };

        var told = new List<(int, double?)>();
        for (var i = 0; i < 4; i++)
        {
            using var answer = await PostAsync(http);
            told.Add(((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta?.TotalSeconds));
        }

        Assert.Equal([(503, 2), (429, 3), (413, null), (401, null)], told);
        Assert.Empty(collector.Events);
    }

    private static CsTelemetryClient Client(FakeCollector collector, Action<CsTelemetryOptions>? configure = null) => CsTelemetryClient.Create(options =>
    {
        collector.Configure(options);
        options.Transport = TelemetryTransport.Grpc;
        options.AttemptTimeout = TimeSpan.FromSeconds(2);
        options.RetryFirstDelay = TimeSpan.FromMilliseconds(1);
        options.RetryLongestDelay = TimeSpan.FromMilliseconds(20);
        configure?.Invoke(options);
    });

    private static async Task<FlushResult> TrackAndFlushAsync(CsTelemetryClient telemetry, int events, TimeSpan? patience = null)
    {
        for (var i = 0; i < events; i++)
        {
            Assert.True(telemetry.TrackFeature("f", "acme", "u"));
        }

        return await telemetry.FlushAsync(patience ?? Patience);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http)
    {
        // | client 7 | sequence 1 | one event: kind 4, sequence 1, account a, user u, feature f |
        byte[] message = [9, 7, 0, 0, 0, 0, 0, 0, 0, 17, 1, 0, 0, 0, 0, 0, 0, 0, 42, 20, 8, 4, 17, 1, 0, 0, 0, 0, 0, 0, 0, 34, 1, 97, 42, 1, 117, 50, 1, 102];
        using var content = new ByteArrayContent(message) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-protobuf") } };
        return await http.PostAsync("/v1/publish", content);
    }
}
