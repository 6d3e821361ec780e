using CsTelemetry.Sdk.Tests.Fakes;

namespace CsTelemetry.Sdk.Tests.Persisting;

/// <summary>What a client does with its directory while the collector comes and goes.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();
    private readonly RememberingTransport _collector = new();
    private readonly CapturingLogger _log = new();
    private readonly DiskClients _clients;

    public DiskTests() => _clients = new(_directory, _collector, _time);

    [Fact]
    public async Task A_batch_goes_to_disk_after_its_first_failure_and_from_there_to_the_collector()
    {
        await using var client = _clients.New();
        _collector.IsDown = true;

        var result = await _clients.PutAsync(client, 3);

        Assert.Equal(new FlushResult { Persisted = 3, LastError = "down" }, result);
        Assert.Equal((0, 3L), (client.GetStats().Queued, client.GetStats().Persisted));
        Assert.Single(_directory.Batches);
        await BackUpAsync();
        await DiskClients.UntilEmptyAsync(client);
        Assert.Equal((3, 0), (client.GetStats().Delivered, _collector.Duplicates));
        await Eventually.TrueAsync(() => _directory.Batches.Length == 0, "the file is deleted");
        Books.AssertBalanced(client.GetStats());
    }

    [Fact]
    public async Task During_an_outage_full_batches_go_to_disk_untried_and_the_one_that_fills_after_a_minute()
    {
        await using var client = _clients.New(options => options.MaxBatchEvents = 5);
        _collector.IsDown = true;
        await _clients.PutAsync(client, 1);
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));

        _clients.Track(client, 12);

        await Eventually.TrueAsync(() => client.GetStats() is { Persisted: 11, Queued: 2 }, "two full batches are on disk");
        Assert.Equal(1, _collector.Attempts);
        for (var i = 0; i < 100 && client.GetStats().Queued > 0; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        Assert.Equal((13, 0L), (client.GetStats().Persisted, client.GetStats().Queued));
    }

    [Fact]
    public async Task What_one_run_leaves_the_next_one_delivers()
    {
        _collector.IsDown = true;
        await _clients.LeaveAsync(3, 4);
        Assert.Equal(3, _directory.Batches.Length);
        _collector.IsDown = false;

        await using var client = _clients.New(logger: _log);
        await DiskClients.UntilRecoveredAsync(client, 12);
        await DiskClients.UntilEmptyAsync(client);

        var stats = client.GetStats();
        Assert.Equal((12, 12, 12L), (stats.Tracked, stats.Recovered, stats.Delivered));
        Books.AssertBalanced(stats);
        AssertEachOnce();
        await _log.UntilSaidAsync(1103, "3 batches of 12 events");
    }

    [Fact]
    public async Task The_oldest_leaves_first()
    {
        _collector.IsDown = true;
        await _clients.LeaveAsync(5, 1);
        await _clients.LeaveAsync(5, 1);
        _collector.IsDown = false;

        await using var client = _clients.New();
        await DiskClients.UntilRecoveredAsync(client, 10);
        await DiskClients.UntilEmptyAsync(client);

        // A sender may begin while the others are still being found; within a run the order is sure.
        Assert.All(_collector.Order.GroupBy(batch => batch.Client), run => Assert.Equal(run.Select(batch => batch.Batch).Order(), run.Select(batch => batch.Batch)));
        AssertEachOnce();
    }

    [Fact]
    public async Task Past_its_bytes_the_oldest_make_room_and_are_counted()
    {
        await using var client = _clients.New(
            options => (options.MaxBatchBytes, options.MaxEventBytes, options.MaxBufferBytes, options.MaxDiskBytes) = (4096, 2048, 8 * 4096, 3 * 4096), _log);
        _collector.IsDown = true;
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(2, (await _clients.PutAsync(client, 2)).Persisted);
        }

        var stats = client.GetStats();
        Assert.Equal((6, 4L), (stats.Persisted, stats.Dropped.DiskFull));
        Books.AssertBalanced(stats);
        Assert.Equal(3, _directory.Batches.Length);
        await _log.UntilSaidAsync(1105);
        await BackUpAsync();
        await DiskClients.UntilEmptyAsync(client);
        Assert.Equal(["u5", "u6", "u7", "u8", "u9", "u10"], _collector.Users.OrderBy(user => int.Parse(user[1..], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Past_its_age_a_batch_is_dropped_and_counted()
    {
        _collector.IsDown = true;
        await _clients.LeaveAsync(2, 3, options => options.MaxDiskAge = TimeSpan.FromHours(5));
        _time.Advance(TimeSpan.FromHours(5));
        await _clients.LeaveAsync(1, 4);
        _collector.IsDown = false;

        await using var client = _clients.New(options => options.MaxDiskAge = TimeSpan.FromHours(5), _log);
        await DiskClients.UntilRecoveredAsync(client, 10);
        await DiskClients.UntilEmptyAsync(client);

        Assert.Equal((4, 6L), (client.GetStats().Delivered, client.GetStats().Dropped.Expired));
        Books.AssertBalanced(client.GetStats());
        await _log.UntilSaidAsync(1106);
    }

    [Theory]
    [InlineData(71, false)]
    [InlineData(69, true)]
    public async Task A_batch_that_may_have_arrived_is_sent_again_only_while_the_collector_recognises_it(int hours, bool sentAgain)
    {
        _collector.LosesReplies = true;
        await _clients.LeaveAsync(1, 2);
        _collector.LosesReplies = false;
        _time.Advance(TimeSpan.FromHours(hours));
        var before = _collector.Duplicates;

        await using var client = _clients.New();
        await DiskClients.UntilRecoveredAsync(client, 2);
        await DiskClients.UntilEmptyAsync(client);

        Assert.Equal(sentAgain ? (2, 0L) : (0L, 2L), (client.GetStats().Delivered, client.GetStats().Dropped.Expired));
        Assert.Equal(before + (sentAgain ? 1 : 0), _collector.Duplicates);
    }

    [Fact]
    public async Task An_attempt_from_disk_that_nobody_lived_to_see_the_end_of_counts_as_one_that_may_have_arrived()
    {
        _collector.IsDown = true;
        await _clients.LeaveAsync(1, 2);
        (_collector.IsDown, _collector.Hangs) = (false, true);
        await using (var dying = _clients.New(options => options.ShutdownTimeout = TimeSpan.Zero))
        {
            await Eventually.TrueAsync(() => _collector.Users.Count == 2, "it arrived");
        }

        _collector.Hangs = false;
        _time.Advance(TimeSpan.FromHours(71));
        await using var client = _clients.New();
        await DiskClients.UntilRecoveredAsync(client, 2);
        await DiskClients.UntilEmptyAsync(client);

        Assert.Equal((2, 0), (client.GetStats().Dropped.Expired, _collector.Duplicates));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(-6)]
    public async Task A_clock_that_jumps_by_six_hours_costs_nothing(int hours)
    {
        await using var client = _clients.New();
        _collector.LosesReplies = true;
        await _clients.PutAsync(client, 3);
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));
        _time.Skew = TimeSpan.FromHours(hours);
        await _clients.PutAsync(client, 3);
        _collector.LosesReplies = false;

        _time.Advance(TimeSpan.FromMinutes(1));
        await DiskClients.UntilEmptyAsync(client);

        Assert.Equal((6, 0L), (client.GetStats().Delivered, client.GetStats().Dropped.Total));
        AssertEachOnce();
    }

    [Fact]
    public async Task After_a_day_offline_everything_is_delivered_once()
    {
        await using var client = _clients.New();
        _collector.IsDown = true;
        for (var i = 0; i < 24 * 6; i++)
        {
            var result = await _clients.PutAsync(client, 5);
            Assert.Equal((5, 0, 0L), (result.Persisted, result.Dropped, result.Remaining));
            Books.AssertBalanced(client.GetStats());
            _time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.InRange(_collector.Attempts, 10, 24 * 3600 / 10);
        _collector.IsDown = false;
        await DrainAsync(client);

        Assert.Equal((720, 0L), (client.GetStats().Delivered, client.GetStats().Dropped.Total));
        AssertEachOnce();
        await Eventually.TrueAsync(() => _directory.Batches.Length == 0, "every file is deleted");
    }

    [Fact]
    public async Task Two_clients_share_a_directory_and_leave_each_other_s_files_alone()
    {
        _collector.IsDown = true;
        await using var one = _clients.New();
        await _clients.PutAsync(one, 3);
        var other = _clients.New();
        await _clients.PutAsync(other, 4);
        Assert.Equal((0, 0L), (one.GetStats().Recovered, other.GetStats().Recovered));
        await other.DisposeAsync();
        Assert.Equal(4, other.GetStats().Persisted);

        // The next look comes with the next work, five minutes later.
        _time.Advance(TimeSpan.FromMinutes(6));
        await _clients.PutAsync(one, 1);
        await DiskClients.UntilRecoveredAsync(one, 4);
        _collector.IsDown = false;
        await DrainAsync(one);

        Assert.Equal((8, 4, 8L), (one.GetStats().Tracked, one.GetStats().Recovered, one.GetStats().Delivered));
        AssertEachOnce();
    }

    [Fact]
    public async Task Only_its_lock_is_left_while_it_lives_and_nothing_when_it_is_gone()
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(_directory.Path).FullName, "notes.txt"), "not ours");
        var client = _clients.New();
        await _clients.PutAsync(client, 3);
        await Eventually.TrueAsync(() => Directory.GetFiles(_directory.Path, "*.lock").Length == 1, "the lock is held");

        await client.DisposeAsync();

        Assert.Equal(["notes.txt"], Directory.GetFiles(_directory.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_used_is_told_and_the_client_works_without()
    {
        Directory.CreateDirectory(_directory.Path);
        var file = Path.Combine(_directory.Path, "a-file");
        File.WriteAllText(file, "");
        await using var client = _clients.New(options => (options.DiskDirectory, options.ShutdownTimeout) = (Path.Combine(file, "x"), TimeSpan.Zero), _log);

        Assert.True((await _clients.PutAsync(client, 3)).AllDelivered);
        await Eventually.TrueAsync(() => client.GetStats().DiskError is not null, "the error is shown");
        await _log.UntilSaidAsync(1101);
        _collector.IsDown = true;
        _clients.Track(client, 2);
        await client.FlushAsync(TimeSpan.Zero);
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));
        Assert.Equal((2, 0L), (client.GetStats().Queued, client.GetStats().Persisted));
        _collector.IsDown = false;
        _time.Advance(TimeSpan.FromSeconds(1));
        await DiskClients.UntilEmptyAsync(client);
        AssertEachOnce();
    }

    [Fact]
    public async Task A_directory_that_is_deleted_costs_what_was_in_it_and_is_made_again()
    {
        await using var client = _clients.New();
        _collector.IsDown = true;
        await _clients.PutAsync(client, 3);
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));
        Directory.Delete(_directory.Path, recursive: true);

        // The step that fails is noticed, and the next one makes the directory again.
        _clients.Track(client, 2);
        var flush = client.FlushAsync(TestClients.Patience);
        await Eventually.TrueAsync(() => client.GetStats().DiskFailures > 0, "the failure is noticed");
        _collector.IsDown = false;
        for (var i = 0; i < 20 && client.GetStats() is not { Queued: 0, Persisted: 0 }; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        await flush;
        var stats = client.GetStats();
        Assert.Equal((2, 3L), (stats.Delivered, stats.Dropped.DiskLost));
        Books.AssertBalanced(stats);
        _collector.IsDown = true;
        Assert.Equal(1, (await _clients.PutAsync(client, 1)).Persisted);
    }

    public void Dispose()
    {
        _log.Dispose();
        _collector.Dispose();
        _directory.Dispose();
    }

    private async Task BackUpAsync()
    {
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));
        _collector.IsDown = false;
        _time.Advance(TimeSpan.FromMilliseconds(500));
    }

    /// <summary>Lets time pass until nothing is left; never so much that anything grows too old.</summary>
    private async Task DrainAsync(CsTelemetryClient client)
    {
        for (var i = 0; i < 200 && client.GetStats() is not { Queued: 0, Persisted: 0 }; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        await DiskClients.UntilEmptyAsync(client);
    }

    private void AssertEachOnce() =>
        Assert.Equal(Enumerable.Range(1, _clients.Tracked).Select(i => $"u{i}").Order(), _collector.Users.Order());
}
