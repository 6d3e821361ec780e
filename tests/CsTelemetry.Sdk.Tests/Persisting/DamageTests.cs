using CsTelemetry.Persisting;
using CsTelemetry.Sdk.Tests.Fakes;
using Xunit.Abstractions;

namespace CsTelemetry.Sdk.Tests.Persisting;

/// <summary>What becomes of the files when bytes, steps or the whole disk fail.</summary>
public sealed class DamageTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Whatever_is_damaged_costs_only_what_it_hit()
    {
        const int Rounds = 240;
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (lost, unhurt) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var collector = new RememberingTransport { IsDown = true };
            var clients = new DiskClients(_directory, collector, _time);
            await clients.LeaveAsync(3, 2);
            Damage(_directory.Batches[random.Next(3)], round, random);
            collector.IsDown = false;

            await using var client = clients.New();
            await DiskClients.UntilRecoveredAsync(client, 4);
            await DiskClients.UntilEmptyAsync(client);
            await Eventually.TrueAsync(() => _directory.Batches.Length == 0, "no file hurts the next start");

            var stats = client.GetStats();
            Books.AssertBalanced(stats);
            var users = collector.Users;
            Assert.Equal(users.Count, users.Distinct().Count());
            Assert.All(users, user => Assert.InRange(int.Parse(user[1..], System.Globalization.CultureInfo.InvariantCulture), 1, 6));
            Assert.True(users.Count is 4 or 6, $"round {round}: {users.Count} events");
            Assert.Equal(users.Count == 4 ? 1 : 0, stats.CorruptFiles);
            _ = users.Count == 4 ? lost++ : unhurt++;
        }

        output.WriteLine($"{Rounds} damages: {lost} cost their batch, {unhurt} (of the mark) nothing");
        Assert.InRange(lost, Rounds / 2, Rounds);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Whichever_step_fails_nothing_is_doubled_and_nothing_vanishes_uncounted(bool forEver, bool afterwards)
    {
        for (var step = 1; ; step++)
        {
            using var directory = new TemporaryDirectory();
            var collector = new RememberingTransport();
            var time = new ManualTimeProvider();
            var clients = new DiskClients(directory, collector, time);
            var files = new FaultyFiles(directory.Path) { FailAt = step, FailsForEver = forEver, FailsAfterwards = afterwards };

            var dropped = await OutageAsync(clients, collector, time, files) + await ComeBackAsync(clients, collector, files);
            collector.LosesReplies = false;
            await using var last = clients.New();
            await Eventually.TrueAsync(() => directory.Batches.Length == 0, "the last run finds and delivers every file");
            await DiskClients.UntilEmptyAsync(last);

            var users = collector.Users;
            Assert.Equal(users.Count, users.Distinct().Count());
            // What was counted as lost may have arrived all the same, never the other way round.
            Assert.True(users.Count + dropped + last.GetStats().Dropped.Total >= clients.Tracked, $"step {step}: {users.Count} arrived, {dropped} were counted as lost");
            Books.AssertBalanced(last.GetStats());
            if (files.Steps < step)
            {
                Assert.Equal((clients.Tracked, 0L), (users.Count, dropped));
                output.WriteLine($"failed each of {step - 1} steps{(forEver ? " and all after it" : "")}{(afterwards ? ", after it was done" : "")}");
                return;
            }
        }
    }

    [Fact]
    public async Task A_full_disk_keeps_the_batch_in_memory_until_the_collector_takes_it()
    {
        using var log = new CapturingLogger();
        var collector = new RememberingTransport { IsDown = true };
        var clients = new DiskClients(_directory, collector, _time);
        var files = new FaultyFiles(_directory.Path);
        await using var client = clients.New(logger: log, files: files);
        await clients.PutAsync(client, 1);
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));
        (files.FailAt, files.FailsForEver) = (1, true);

        clients.Track(client, 4);
        Assert.Equal(4, (await client.FlushAsync(TimeSpan.FromMilliseconds(1)).AsTask().WaitAsync(FlushOrAdvance(client))).Remaining);

        Assert.Equal("No space left on device", client.GetStats().DiskError);
        Assert.Contains(log.Messages, message => message.Id == 1102);
        (files.FailAt, collector.IsDown) = (0, false);
        _time.Advance(TimeSpan.FromSeconds(60));
        await DiskClients.UntilEmptyAsync(client);
        Assert.Equal(5, client.GetStats().Delivered);
        Books.AssertBalanced(client.GetStats());
    }

    public void Dispose() => _directory.Dispose();

    // The flush's time is over as soon as the disk has failed it.
    private TimeSpan FlushOrAdvance(CsTelemetryClient client)
    {
        _ = Eventually.TrueAsync(() => client.GetStats().DiskFailures > 0, "the disk failed").ContinueWith(
            _ => _time.Advance(TimeSpan.FromMilliseconds(1)), TaskScheduler.Default);
        return TestClients.Patience;
    }

    private static async Task<long> OutageAsync(DiskClients clients, RememberingTransport collector, ManualTimeProvider time, FaultyFiles files)
    {
        collector.IsDown = true;
        var client = clients.New(options => options.ShutdownTimeout = TimeSpan.FromSeconds(4), files: files);
        await QuietAsync(() => files.Steps);
        for (var i = 0; i < 2; i++)
        {
            clients.Track(client, 2);
            var flush = client.FlushAsync(TimeSpan.FromSeconds(1)).AsTask();
            await QuietAsync(() => files.Steps);
            time.Advance(TimeSpan.FromSeconds(1));
            await flush;
            Books.AssertBalanced(client.GetStats());
        }

        clients.Track(client, 2);
        await client.DisposeAsync();
        return Ended(client);
    }

    private static async Task<long> ComeBackAsync(DiskClients clients, RememberingTransport collector, FaultyFiles files)
    {
        (collector.IsDown, collector.LosesReplies) = (false, true);
        var client = clients.New(files: files);
        await QuietAsync(() => files.Steps);
        await Eventually.TrueAsync(() => client.GetStats() is { Persisted: 0 } or { FailedAttempts: > 0 }, "it was tried once");
        collector.LosesReplies = false;
        await client.DisposeAsync();
        return Ended(client);
    }

    private static long Ended(CsTelemetryClient client)
    {
        var stats = client.GetStats();
        Books.AssertBalanced(stats);
        Assert.Equal(0, stats.Queued);
        return stats.Dropped.Total;
    }

    // What a client does beside its calls can only be watched: it is done when nothing has moved for a while.
    private static async Task QuietAsync(Func<long> sign)
    {
        for (var (last, still) = (-1L, 0); still < 6; still = sign() == last ? still + 1 : 0, last = sign())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }

    private static void Damage(string file, int round, Random random)
    {
        var bytes = File.ReadAllBytes(file);
        switch (round % 6)
        {
            case 0:
                bytes[random.Next(4, 6)] = 0;
                break;
            case 1:
                bytes[random.Next(8, BatchFile.ArrivalAt)] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes[random.Next(BatchFile.ArrivalAt, BatchFile.HeaderBytes)] ^= (byte)(1 << random.Next(8));
                break;
            case 3:
                bytes[random.Next(BatchFile.HeaderBytes, bytes.Length)] ^= (byte)(1 << random.Next(8));
                break;
            case 4:
                bytes = bytes[..random.Next(bytes.Length)];
                break;
            default:
                random.NextBytes(bytes.AsSpan(random.Next(BatchFile.HeaderBytes, bytes.Length)));
                break;
        }

        File.WriteAllBytes(file, bytes);
    }
}
