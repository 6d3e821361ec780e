using CsTelemetry.Wal.Tests.Memory;

namespace CsTelemetry.Wal.Tests;

/// <summary>Runs one life of a log with a failure at I/O step 1, then 2, … until a run has none, and checks the promise after each.</summary>
public sealed class FaultSweepTests
{
    [Theory]
    [InlineData(FaultKind.Error, 1, false)]
    [InlineData(FaultKind.Error, 1, true)]
    [InlineData(FaultKind.Error, 2, false)]
    [InlineData(FaultKind.Error, 2, true)]
    [InlineData(FaultKind.Error, 4, false)]
    [InlineData(FaultKind.Error, 4, true)]
    [InlineData(FaultKind.ShortWrite, 1, false)]
    [InlineData(FaultKind.ShortWrite, 1, true)]
    [InlineData(FaultKind.ShortWrite, 3, false)]
    [InlineData(FaultKind.ShortWrite, 3, true)]
    [InlineData(FaultKind.NoSpace, 1, false)]
    [InlineData(FaultKind.NoSpace, 1, true)]
    [InlineData(FaultKind.NoSpace, 5, false)]
    [InlineData(FaultKind.NoSpace, 5, true)]
    [InlineData(FaultKind.PowerCut, 1, false)]
    [InlineData(FaultKind.PowerCut, 1, true)]
    public async Task Whatever_step_fails_no_acknowledged_record_is_lost_and_the_log_goes_on(FaultKind kind, int count, bool preparesSegments)
    {
        for (var step = 1; await RunWithFaultAt(step, kind, count, SmallLog.OptionsOf(preparesSegments)); step++)
        {
            Assert.True(step < 1000, "The life has no end.");
        }
    }

    private static async Task<bool> RunWithFaultAt(int step, FaultKind kind, int count, WalOptions options)
    {
        var fired = false;
        for (var end = 0; end < 4; end++)
        {
            var storage = new InMemoryLogStorage();
            var time = new HandTime();
            var history = new History(storage, time);
            storage.Faults.Arm(kind, step, count);
            await Live(storage, options, time, history);
            fired = storage.Faults.HasFired;

            if (end == 0)
            {
                storage.Kill();
            }
            else
            {
                storage.PowerLoss(new Random((step * 10) + end));
            }

            await using var log = SmallLog.Open(storage, options, time);
            history.Check(log);
            var before = history.HighestAcknowledged;
            await history.Append(log, 100);
            Assert.True(history.HighestAcknowledged > before, $"Step {step}, end {end}: the log took no record afterwards.");
            history.Check(log);
        }

        return fired;
    }

    private static async Task Live(InMemoryLogStorage storage, WalOptions options, HandTime time, History history)
    {
        await Session(storage, options, time, async log =>
        {
            foreach (var bytes in (int[])[10, 1500, 1900, 100, 1900])
            {
                await history.Append(log, bytes);
            }

            history.Retire(log, 1);
            await history.AppendGroup(log, [700, 1000, 1000, 1900], meanwhile: () => { });
            await history.Append(log, 50, isControl: true);
        });
        await Session(storage, options, time, async log =>
        {
            await history.Append(log, 1900);
            history.Retire(log, 5);
            await history.Append(log, 1900);
            await history.Append(log, 100);
        });
    }

    private static async Task Session(InMemoryLogStorage storage, WalOptions options, HandTime time, Func<WriteAheadLog, Task> body)
    {
        try
        {
            await using var log = SmallLog.Open(storage, options, time);
            await body(log);
        }
        catch (IOException)
        {
            // A log that cannot read or make its id does not open; what it promised before must still hold.
        }
    }
}
