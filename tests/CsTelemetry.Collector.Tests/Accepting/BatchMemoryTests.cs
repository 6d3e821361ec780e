using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Accepting;

public sealed class BatchMemoryTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly BatchMemory _memory;

    public BatchMemoryTests() => _memory = new BatchMemory(_time);

    [Fact]
    public void A_batch_is_new_once()
    {
        Assert.Equal(BatchClaimState.New, _memory.Claim(Sample.Identity()).State);
        Assert.Equal(BatchClaimState.InProgress, _memory.Claim(Sample.Identity()).State);

        _memory.Confirm(Sample.Identity(), []);

        Assert.Equal(BatchClaimState.Repeated, _memory.Claim(Sample.Identity()).State);
    }

    [Fact]
    public void A_batch_that_was_not_stored_is_new_again()
    {
        _memory.Claim(Sample.Identity());

        _memory.Release(Sample.Identity());

        Assert.Equal(BatchClaimState.New, _memory.Claim(Sample.Identity()).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_waits_is_told_when_it_is_decided(bool stored)
    {
        _memory.Claim(Sample.Identity());
        var waiting = _memory.Claim(Sample.Identity()).InProgress!;
        Assert.False(waiting.IsCompleted);

        if (stored)
        {
            _memory.Confirm(Sample.Identity(), []);
        }
        else
        {
            _memory.Release(Sample.Identity());
        }

        await waiting.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_repetition_is_told_what_was_rejected_the_first_time()
    {
        RejectedIndex[] rejected = [new(3, RejectionCode.TooLate), new(8, RejectionCode.InvalidValue)];
        _memory.Claim(Sample.Identity());

        _memory.Confirm(Sample.Identity(), rejected);

        Assert.Equal(rejected, _memory.Claim(Sample.Identity()).Rejected);
    }

    [Fact]
    public void Batches_of_other_tenants_and_clients_are_others()
    {
        Store(Sample.Identity());

        Assert.Equal(BatchClaimState.New, _memory.Claim(Sample.Identity(tenant: "other")).State);
        Assert.Equal(BatchClaimState.New, _memory.Claim(Sample.Identity(client: 8)).State);
        Assert.Equal(BatchClaimState.New, _memory.Claim(Sample.Identity(batch: 2)).State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Of_many_callers_with_one_batch_one_stores_it(int seed)
    {
        var failures = new Random(seed).Next(1, 5);
        var stored = 0;
        var repeated = 0;

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var claim = _memory.Claim(Sample.Identity());
                switch (claim.State)
                {
                    case BatchClaimState.New when Interlocked.Decrement(ref failures) >= 0:
                        await Task.Yield();
                        _memory.Release(Sample.Identity());
                        break;
                    case BatchClaimState.New:
                        await Task.Yield();
                        Interlocked.Increment(ref stored);
                        _memory.Confirm(Sample.Identity(), []);
                        return;
                    case BatchClaimState.Repeated:
                        Interlocked.Increment(ref repeated);
                        return;
                    default:
                        await claim.InProgress!;
                        break;
                }
            }
        })));

        Assert.Equal((1, 63), (stored, repeated));
    }

    [Fact]
    public void A_client_is_remembered_through_72_hours_of_silence_and_no_longer()
    {
        Store(Sample.Identity());

        _time.Advance(BatchMemory.KeepFor);
        Assert.Single(_memory.ExpireAndList());
        Assert.Equal(BatchClaimState.Repeated, _memory.Claim(Sample.Identity()).State);

        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Empty(_memory.ExpireAndList());
        Assert.Equal(BatchClaimState.New, _memory.Claim(Sample.Identity()).State);
    }

    [Fact]
    public void A_client_that_goes_on_is_remembered_whole()
    {
        for (var batch = 1UL; batch <= 5; batch++)
        {
            Store(Sample.Identity(batch));
            _time.Advance(TimeSpan.FromHours(71));
            _memory.ExpireAndList();
        }

        Assert.Equal(BatchClaimState.Repeated, _memory.Claim(Sample.Identity(1)).State);
    }

    [Fact]
    public void The_silence_of_a_recovered_client_counts_from_when_its_batch_came_in()
    {
        Assert.True(_memory.Recover(Sample.Identity(), [], _time.GetUtcNow() - TimeSpan.FromHours(71)));

        _time.Advance(TimeSpan.FromHours(2));

        Assert.Empty(_memory.ExpireAndList());
    }

    [Fact]
    public void A_batch_is_recovered_once()
    {
        Assert.True(_memory.Recover(Sample.Identity(), [], Sample.Now));
        Assert.False(_memory.Recover(Sample.Identity(), [], Sample.Now));
        Assert.Equal(BatchClaimState.Repeated, _memory.Claim(Sample.Identity()).State);
    }

    [Fact]
    public void When_there_are_too_many_clients_a_tenth_makes_room_longest_silence_first()
    {
        for (var client = 1UL; client <= BatchMemory.MaxClientCount; client++)
        {
            _memory.Recover(Sample.Identity(client: client), [], Sample.Now.AddMilliseconds(client));
        }

        Store(Sample.Identity(client: ulong.MaxValue));

        const ulong Gone = BatchMemory.MaxClientCount / 10;
        Assert.Equal(BatchMemory.MaxClientCount - (int)Gone + 1, _memory.ClientCount);
        Assert.Equal(BatchClaimState.New, _memory.Claim(Sample.Identity(client: Gone)).State);
        Assert.Equal(BatchClaimState.Repeated, _memory.Claim(Sample.Identity(client: Gone + 1)).State);
        Assert.Equal(BatchClaimState.Repeated, _memory.Claim(Sample.Identity(client: ulong.MaxValue)).State);
    }

    [Fact]
    public void Of_too_many_batches_with_rejections_the_oldest_forget_them_and_stay_known()
    {
        for (var batch = 1UL; batch <= ClientBatches.MaxRememberedRejections + 1; batch++)
        {
            _memory.Claim(Sample.Identity(batch));
            _memory.Confirm(Sample.Identity(batch), [new RejectedIndex(0, RejectionCode.TooLate)]);
        }

        Assert.Empty(_memory.Claim(Sample.Identity(1)).Rejected);
        Assert.Equal(BatchClaimState.Repeated, _memory.Claim(Sample.Identity(1)).State);
        Assert.Single(_memory.Claim(Sample.Identity(2)).Rejected);
    }

    [Fact]
    public void What_is_listed_to_be_written_down_does_not_change_any_more()
    {
        Store(Sample.Identity(1));
        var listed = _memory.ExpireAndList();

        Store(Sample.Identity(9));

        Assert.Equal([(1UL, 1UL)], Assert.Single(listed).Sequences.Ranges);
    }

    private void Store(BatchIdentity identity)
    {
        Assert.Equal(BatchClaimState.New, _memory.Claim(identity).State);
        _memory.Confirm(identity, []);
    }
}
