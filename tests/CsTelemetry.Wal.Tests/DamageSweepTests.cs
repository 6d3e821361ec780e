using CsTelemetry.Wal.Tests.Memory;
using Xunit.Abstractions;

namespace CsTelemetry.Wal.Tests;

/// <summary>Damages a log at every kind of place, 100 seeded times each: what was not touched survives, and nothing is invented.</summary>
public sealed class DamageSweepTests(ITestOutputHelper output)
{
    private const int CasesEach = 100;

    [Theory]
    [InlineData(DamageClass.SegmentHeader, false)]
    [InlineData(DamageClass.SegmentHeader, true)]
    [InlineData(DamageClass.RecordHeader, false)]
    [InlineData(DamageClass.RecordHeader, true)]
    [InlineData(DamageClass.Payload, false)]
    [InlineData(DamageClass.Payload, true)]
    [InlineData(DamageClass.PayloadChecksum, false)]
    [InlineData(DamageClass.PayloadChecksum, true)]
    [InlineData(DamageClass.Boundary, false)]
    [InlineData(DamageClass.Boundary, true)]
    [InlineData(DamageClass.Tail, false)]
    [InlineData(DamageClass.Tail, true)]
    [InlineData(DamageClass.Identity, false)]
    [InlineData(DamageClass.Identity, true)]
    [InlineData(DamageClass.OlderTail, false)]
    [InlineData(DamageClass.OlderTail, true)]
    public async Task It_starts_reads_all_that_was_not_touched_and_goes_on(DamageClass where, bool preparesSegments)
    {
        var lost = 0;
        for (var seed = 0; seed < CasesEach; seed++)
        {
            try
            {
                lost += await RunAsync(where, seed, SmallLog.OptionsOf(preparesSegments));
            }
            catch (Exception)
            {
                output.WriteLine($"{where}, seed {seed}, {(preparesSegments ? "killed with" : "closed without")} prepared segments");
                throw;
            }
        }

        output.WriteLine($"{where}{(preparesSegments ? ", prepared" : "")}: {CasesEach} cases, {lost} records lost, all of them touched by the damage.");
    }

    private static async Task<int> RunAsync(DamageClass where, int seed, WalOptions options)
    {
        var dice = new Random(((int)where * 1000) + seed);
        var storage = new InMemoryLogStorage();
        var written = await WriteAsync(storage, options, dice);
        var damage = new DamagedLog(storage, dice);
        damage.Damage(where);
        var expected = written.Where(record => !damage.Touched.Contains(record.Key)).Select(record => (record.Key, record.Value)).ToList();
        long appended;

        await using (var log = SmallLog.Open(storage, options))
        {
            Assert.Equal(expected, log.ReadAll());
            AssertTold(where, damage, log.Statistics, storage);
            var next = await log.Append("afterwards");

            // A newest file that was cut off cannot say how long it was.
            Assert.True(damage.IsShortened || next.Sequence > written.Keys.Max(), $"The sequence {next.Sequence} was used before.");
            appended = next.Sequence;
        }

        await using var again = SmallLog.Open(storage, options);
        Assert.Equal([.. expected, (appended, "afterwards")], again.ReadAll());
        return damage.Touched.Count;
    }

    // Nothing goes in silence, and what went is kept aside.
    private static void AssertTold(DamageClass where, DamagedLog damage, WalStatistics statistics, InMemoryLogStorage storage)
    {
        if (damage.Touched.Count == 0)
        {
            Assert.Equal(0, statistics.CorruptRecordsSkipped);
            return;
        }

        Assert.NotEqual(damage.IsSilent, statistics.CorruptRecordsSkipped + statistics.TornBytesCut + statistics.UnreadableSegments > 0);
        if (where != DamageClass.OlderTail)
        {
            Assert.Equal(statistics.CorruptRecordsSkipped > 0, storage.Names(".corrupt").Length > 0);
        }
    }

    private static async Task<SortedDictionary<long, string>> WriteAsync(InMemoryLogStorage storage, WalOptions options, Random dice)
    {
        var written = new SortedDictionary<long, string>();
        for (var life = 0; life < 3; life++)
        {
            await using var log = SmallLog.Open(storage, options);
            for (var count = dice.Next(2, 7); count > 0; count--)
            {
                var text = $"{life}-{count}|{new string((char)('a' + dice.Next(26)), dice.Next(1, 1900))}";
                var result = await log.Append(text);
                written.Add(result.Sequence, text);
            }

            if (options.PreparesSegments && life == 2)
            {
                // Killed: the newest file keeps the zeros it was prepared with.
                storage.Kill();
            }
        }

        return written;
    }
}
