using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Accepting;

public sealed class BatchMemoryKeeperTests : IDisposable
{
    private const int NotRestored = 2101;

    private readonly ScratchFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly CapturingLogger<BatchMemoryKeeper> _logger = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_known_before_retirement_is_known_after_a_restart()
    {
        var before = new BatchMemory(_time);
        before.Recover(Sample.Identity(5), [], Sample.Now);
        await Keeper(before).BeforeRetirementAsync(CancellationToken.None);

        var after = new BatchMemory(_time);
        Keeper(after).Restore();

        Assert.Equal(BatchClaimState.Repeated, after.Claim(Sample.Identity(5)).State);
        Assert.Equal(BatchClaimState.New, after.Claim(Sample.Identity(6)).State);
        Assert.Empty(_logger.Ids);
    }

    [Fact]
    public async Task A_batch_that_is_durable_but_not_noted_yet_is_waited_for()
    {
        var memory = new BatchMemory(_time);
        memory.Claim(Sample.Identity(7));
        var writing = Keeper(memory).BeforeRetirementAsync(CancellationToken.None);
        Assert.False(writing.IsCompleted);

        memory.Claim(Sample.Identity(8));
        memory.Confirm(Sample.Identity(7), []);
        await writing;

        var after = new BatchMemory(_time);
        Keeper(after).Restore();
        Assert.Equal(BatchClaimState.Repeated, after.Claim(Sample.Identity(7)).State);
        Assert.Equal(BatchClaimState.New, after.Claim(Sample.Identity(8)).State);
    }

    [Fact]
    public void A_damaged_file_is_reported_and_keeps_nobody_from_starting()
    {
        File.WriteAllText(_folder.File("memory"), "not a memory");
        var memory = new BatchMemory(_time);

        Keeper(memory).Restore();

        Assert.Equal([NotRestored], _logger.Ids);
        Assert.Equal(0, memory.ClientCount);
    }

    private BatchMemoryKeeper Keeper(BatchMemory memory) => new(memory, new BatchMemoryFile(_folder.File("memory")), _logger);
}
