using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Tests.Accepting;

/// <summary>On a real log in a directory of its own.</summary>
public sealed class BatchAcceptorTests : IAsyncLifetime, IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly Books _books = new();
    private readonly CollectorHealth _health = new();
    private readonly BatchMemory _memory;
    private readonly DrainRate _drainRate;
    private WriteAheadLog _log;
    private BatchAcceptor _acceptor;

    public BatchAcceptorTests()
    {
        _memory = new BatchMemory(_time);
        _drainRate = new DrainRate(_time);
        _log = TestLog.Open(_folder.Path);
        _acceptor = Acceptor();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _log.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_accepted_batch_is_on_disk_with_what_was_rejected_of_it()
    {
        var batch = Sample.Validated(Sample.Identity(), 3, Sample.Rejected(1), Sample.Rejected(4, RejectionCode.TooLate));

        var acceptance = await AcceptAsync(batch);

        Assert.Equal((AcceptanceOutcome.Stored, 3), (acceptance.Outcome, acceptance.AcceptedCount));
        Assert.Equal(batch.Rejections, acceptance.Rejections);
        var stored = Assert.Single(_log.Batches()).Batch;
        Assert.Equal(batch.Identity, stored.Identity);
        Assert.Equal(batch.Events.Select(accepted => accepted.Sequence), stored.Events.Select(accepted => accepted.Sequence));
        Assert.Equal([new RejectedIndex(1, RejectionCode.TooLarge), new RejectedIndex(4, RejectionCode.TooLate)], stored.Rejected);
        AssertBooks(accepted: 3, rejected: 2, duplicates: 0);
    }

    [Fact]
    public async Task A_repeated_batch_gets_the_first_answer_and_is_not_stored_again()
    {
        await AcceptAsync(Sample.Validated(Sample.Identity(), 3, Sample.Rejected(1)));

        // By now the second event would be too late as well; the first answer stands.
        var again = await AcceptAsync(Sample.Validated(Sample.Identity(), 2, Sample.Rejected(1), Sample.Rejected(2, RejectionCode.TooLate)));

        Assert.Equal((AcceptanceOutcome.Repeated, 3), (again.Outcome, again.AcceptedCount));
        Assert.Equal([(1, RejectionCode.TooLarge)], again.Rejections.Select(rejection => (rejection.Index, rejection.Code)));
        Assert.Single(_log.Batches());
        AssertBooks(accepted: 3, rejected: 1, duplicates: 4);
    }

    [Fact]
    public async Task A_batch_of_which_nothing_is_accepted_is_kept_to_be_looked_into_and_gets_the_same_answer_again()
    {
        var first = await AcceptAsync(Sample.Validated(Sample.Identity(), 0, Sample.Rejected(0)));
        var second = await AcceptAsync(Sample.Validated(Sample.Identity(), 1));

        Assert.Equal((AcceptanceOutcome.Stored, 0), (first.Outcome, first.AcceptedCount));
        Assert.Equal((AcceptanceOutcome.Repeated, 0), (second.Outcome, second.AcceptedCount));
        Assert.Empty(Assert.Single(_log.Batches()).Batch.Events);
        AssertBooks(accepted: 0, rejected: 1, duplicates: 1);
    }

    [Fact]
    public async Task A_full_log_sends_clients_away_until_a_tenth_of_what_is_pending_has_drained()
    {
        await ReopenAsync(maxTotalBytes: 2 * TestLog.SegmentBytes);
        var (last, outcome) = await FillAsync();
        Assert.Equal(AcceptanceOutcome.Full, outcome);
        var pending = _books.Read().Pending;
        _drainRate.Drained(pending);

        var full = await AcceptAsync(Sample.Validated(Sample.Identity(last), 100));

        // All of it drained in 30 s, so a tenth takes three.
        Assert.Equal(AcceptanceOutcome.Full, full.Outcome);
        Assert.Equal(3, full.RetryAfter.TotalSeconds, 0.1);
        Assert.Equal(0, full.AcceptedCount);
        Assert.NotNull(_health.Log.Fault);
        Assert.Equal(pending, _books.Read().Received);
    }

    [Fact]
    public async Task What_a_full_log_refused_is_stored_once_when_there_is_room()
    {
        await ReopenAsync(maxTotalBytes: 2 * TestLog.SegmentBytes);
        var (last, _) = await FillAsync();

        await ReopenAsync(maxTotalBytes: 1 << 30);
        var stored = await AcceptAsync(Sample.Validated(Sample.Identity(last), 100));

        Assert.Equal(AcceptanceOutcome.Stored, stored.Outcome);
        Assert.Single(_log.Batches(), found => found.Batch.Identity == Sample.Identity(last));
        Assert.Null(_health.Log.Fault);
    }

    [Fact]
    public async Task What_a_closed_log_refused_is_stored_once_when_it_is_open_again()
    {
        var batch = Sample.Validated(Sample.Identity(), 2);
        await _log.DisposeAsync();

        var refused = await AcceptAsync(batch);
        Assert.Equal((AcceptanceOutcome.Failed, TimeSpan.FromSeconds(1)), (refused.Outcome, refused.RetryAfter));
        Assert.NotNull(_health.Log.Fault);
        AssertBooks(accepted: 0, rejected: 0, duplicates: 0);

        await ReopenAsync(1 << 30);
        Assert.Equal(AcceptanceOutcome.Stored, (await AcceptAsync(batch)).Outcome);
        Assert.Equal(AcceptanceOutcome.Repeated, (await AcceptAsync(batch)).Outcome);

        Assert.Single(_log.Batches());
        Assert.Null(_health.Log.Fault);
        AssertBooks(accepted: 2, rejected: 0, duplicates: 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Clients_that_retry_side_by_side_get_each_batch_into_the_log_once(int seed)
    {
        var random = new Random(seed);
        var batches = from client in Enumerable.Range(1, 12) from batch in Enumerable.Range(1, 12) select Sample.Validated(Sample.Identity((ulong)batch, (ulong)client), 2);
        var attempts = batches.SelectMany(batch => Enumerable.Repeat(batch, 4)).ToArray();
        random.Shuffle(attempts);

        var answers = await Task.WhenAll(attempts.Select(batch => Task.Run(() => AcceptAsync(batch))));

        Assert.Equal(144, answers.Count(answer => answer.Outcome == AcceptanceOutcome.Stored));
        Assert.Equal(3 * 144, answers.Count(answer => answer.Outcome == AcceptanceOutcome.Repeated));
        Assert.All(answers, answer => Assert.Equal(2, answer.AcceptedCount));
        var identities = _log.Batches().Select(found => found.Batch.Identity).ToList();
        Assert.Equal(144, identities.Count);
        Assert.Equal(144, identities.Distinct().Count());
        AssertBooks(accepted: 288, rejected: 0, duplicates: 3 * 288);
    }

    [Fact]
    public async Task A_client_that_breaks_the_rule_and_sends_less_under_a_used_number_is_told_no_nonsense()
    {
        await AcceptAsync(Sample.Validated(Sample.Identity(), 1, Sample.Rejected(0), Sample.Rejected(1), Sample.Rejected(2)));

        var again = await AcceptAsync(Sample.Validated(Sample.Identity(), 1));

        Assert.Equal(AcceptanceOutcome.Repeated, again.Outcome);
        Assert.Equal((0, 1), (again.AcceptedCount, again.Rejections.Count));
    }

    private Task<Acceptance> AcceptAsync(ValidatedBatch batch) => _acceptor.AcceptAsync(Wired.Judged(batch));

    private BatchAcceptor Acceptor() => new(_log, _memory, _books, _drainRate, _health);

    private async Task ReopenAsync(long maxTotalBytes)
    {
        await _log.DisposeAsync();
        _log = TestLog.Open(_folder.Path, maxTotalBytes);
        _acceptor = Acceptor();
    }

    /// <summary>Sends batches until one is not stored, and tells which and why.</summary>
    private async Task<(ulong Batch, AcceptanceOutcome Outcome)> FillAsync()
    {
        for (var batch = 1UL; batch < 1000; batch++)
        {
            var acceptance = await AcceptAsync(Sample.Validated(Sample.Identity(batch), 100));
            if (acceptance.Outcome != AcceptanceOutcome.Stored)
            {
                return (batch, acceptance.Outcome);
            }
        }

        throw new InvalidOperationException("The log did not fill up.");
    }

    private void AssertBooks(long accepted, long rejected, long duplicates)
    {
        var read = _books.Read();
        Assert.Equal((accepted, rejected, duplicates), (read.Accepted, read.Rejected, read.Duplicates));
    }
}
