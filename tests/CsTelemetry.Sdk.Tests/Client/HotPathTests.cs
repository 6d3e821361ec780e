using CsTelemetry.Sdk.Tests.Fakes;

namespace CsTelemetry.Sdk.Tests.Client;

public sealed class HotPathTests
{
    [Fact]
    public void A_call_without_properties_allocates_nothing() =>
        Assert.Equal(0, BytesOf(client => client.TrackFeature("reports.export", "acme", "u-17")));

    [Fact]
    public void A_call_with_three_properties_and_details_allocates_nothing()
    {
        var rows = 0;
        Assert.Equal(0, BytesOf(client => client.TrackFeature("reports.export", "acme", "u-17", new()
        {
            SessionId = "s-1",
            Platform = Platform.Web,
            Quantity = 2,
            Duration = TimeSpan.FromMilliseconds(12),
            Properties = [new("rows", rows++), new("format", "pdf"), new("ratio", 0.5)],
        })));
    }

    [Fact]
    public void A_call_that_is_dropped_allocates_nothing() =>
        Assert.Equal(0, BytesOf(client => client.TrackFeature("", "acme", "u-17")));

    [Fact]
    public async Task Eight_threads_lose_nothing_and_number_every_event_once()
    {
        const int PerThread = 20_000;
        await using var collector = await FakeCollector.StartAsync();
        await using var client = TestClients.Connected(collector.Endpoint, options => (options.MaxBufferEvents, options.MaxBufferBytes, options.MaxInFlight) = (1_000_000, 256 << 20, 4));
        var threads = Enumerable.Range(0, 8).Select(number => new Thread(() =>
        {
            for (var i = 0; i < PerThread; i++)
            {
                Assert.True(client.TrackFeature("f", "a", $"u-{number}"));
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        await client.FlushAsync(TestClients.Patience);

        var stats = client.GetStats();
        Assert.Equal((8 * PerThread, 8 * PerThread, 0L), (stats.Tracked, stats.Delivered, stats.Queued));
        Assert.Equal(8 * PerThread, collector.Events.Select(one => one.Sequence).Distinct().Count());
        Assert.Equal(8 * PerThread, collector.Events.Count());
        Assert.All(collector.Events.GroupBy(one => one.UserId), user => Assert.Equal(PerThread, user.Count()));
    }

    [Fact]
    public async Task The_books_balance_at_every_look_while_threads_track_and_batches_fail()
    {
        await using var collector = await FakeCollector.StartAsync(
            [.. Enumerable.Range(0, 40).Select(i => (i % 4) switch
            {
                0 => Answers.Status(14),
                1 => Answers.Partly((0, Protocol.V1.RejectionCode.TooLate)),
                2 => Answers.LateStatus(3),
                _ => Answers.Ok,
            })]);
        await using var client = TestClients.Connected(collector.Endpoint, options => (options.MaxBatchEvents, options.MaxBufferEvents) = (50, 2_000));
        var tracking = Enumerable.Range(0, 4).Select(number => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                client.TrackFeature(i % 100 == 0 ? "" : "f", "a", "u");
            }
        })).ToArray();
        while (!Task.WhenAll(tracking).IsCompleted)
        {
            Books.AssertBalanced(client.GetStats());
        }

        await client.FlushAsync(TestClients.Patience);

        var stats = client.GetStats();
        Books.AssertBalanced(stats);
        Assert.Equal((40_000, 0L), (stats.Tracked, stats.Queued));
        // A full buffer is found before a bad argument is.
        Assert.InRange(stats.Dropped.Invalid, 1, 400);
        var answered = collector.Batches.GroupBy(batch => batch.Request.BatchSequence).Sum(batch => batch.First().Request.Events.Count);
        Assert.Equal(answered, stats.Delivered + stats.Rejected.Total);
    }

    [Fact]
    public void Random_arguments_never_throw_and_are_all_counted()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        using var client = TestClients.Scripted(new ScriptedTransport(), new ManualTimeProvider(), options => (options.MaxBatchBytes, options.MaxEventBytes, options.ShutdownTimeout) = (4096, 2048, TimeSpan.Zero));
        string?[] texts = [null, "", "a", "acme", new('x', 256), new('x', 257), new('語', 85), "\ud83e", "\udd8a\ud83e", "a\0b", "\r\n", new('é', 128)];
        string Text() => texts[random.Next(texts.Length)]!;
        for (var round = 0; round < 20_000; round++)
        {
            var failure = Record.Exception(() => client.TrackFeature(Text(), Text(), Text(), new()
            {
                SessionId = Text(),
                Platform = (Platform)random.Next(-2, 9),
                ActorKind = (ActorKind)random.Next(-1, 5),
                Quantity = random.NextInt64(-5, long.MaxValue),
                Value = random.Next(4) == 0 ? double.NaN : random.NextDouble(),
                Duration = TimeSpan.FromTicks(random.NextInt64(-5, long.MaxValue)),
                OccurredAt = new DateTimeOffset(random.NextInt64(DateTime.MaxValue.Ticks), TimeSpan.Zero),
                Properties = [new(Text(), Text()), default, new(Text(), random.NextDouble())],
            }));

            Assert.True(failure is null, $"seed {seed}, round {round}: {failure}");
        }

        Assert.Equal(20_000, client.GetStats().Tracked);
        Books.AssertBalanced(client.GetStats());
    }

    private static long BytesOf(Func<CsTelemetryClient, bool> call)
    {
        // Few enough calls that no batch is sealed: sealing is paid once per 500 events, on its own.
        using var client = TestClients.Scripted(new ScriptedTransport(), new ManualTimeProvider(), options => (options.MaxBatchEvents, options.ShutdownTimeout) = (5_000, TimeSpan.Zero));
        for (var i = 0; i < 50; i++)
        {
            call(client);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++)
        {
            call(client);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
