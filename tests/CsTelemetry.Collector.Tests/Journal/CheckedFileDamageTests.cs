using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Making;
using Xunit.Abstractions;

namespace CsTelemetry.Collector.Tests.Journal;

/// <summary>Damages the files beside the log, 600 seeded times: never a wrong content, never another failure, always a copy, always a start.</summary>
public sealed class CheckedFileDamageTests(ITestOutputHelper output) : IDisposable
{
    private const int CasesEach = 100;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bit")]
    [InlineData("run")]
    [InlineData("zeros")]
    [InlineData("cut")]
    [InlineData("longer")]
    [InlineData("checksum")]
    public void Damage_is_found_told_and_kept_and_the_collector_starts(string kind)
    {
        var found = 0;
        for (var seed = 0; seed < CasesEach; seed++)
        {
            var dice = new Random((kind[0] * 1000) + seed);
            var isMemory = seed % 2 == 0;
            var path = _folder.File($"{kind}-{seed}.memory");
            var before = isMemory ? WriteMemory(path, dice) : WriteErasures(path, dice);
            var damaged = Damage(before, kind, dice);
            File.WriteAllBytes(path, damaged);
            if (damaged.AsSpan().SequenceEqual(before))
            {
                Assert.NotNull(new CheckedFile(path).Load());
                continue;
            }

            found++;
            Assert.Throws<InvalidDataException>(() => new CheckedFile(path).Load());
            Assert.Equal(damaged, File.ReadAllBytes(path + ".damaged"));
            AssertStarts(path, isMemory);
        }

        output.WriteLine($"{kind}: {CasesEach} cases, {found} damaged, all found.");
        Assert.True(found > CasesEach / 2);
    }

    private static void AssertStarts(string path, bool isMemory)
    {
        var clock = new ManualTimeProvider();
        if (isMemory)
        {
            var logger = new CapturingLogger<BatchMemoryKeeper>();
            var memory = new BatchMemory(clock);
            new BatchMemoryKeeper(memory, new BatchMemoryFile(path), logger).Restore();
            Assert.Equal(0, memory.ClientCount);
            Assert.Single(logger.Ids);
            return;
        }

        var told = new CapturingLogger<ErasureKeeper>();
        var book = new ErasureBook(new Tombstones(), clock);
        new ErasureKeeper(book, new ErasureFile(path), told).Restore();
        Assert.Empty(book.Unfinished());
        Assert.Single(told.Ids);
    }

    private static byte[] WriteMemory(string path, Random dice)
    {
        var memory = new BatchMemory(new ManualTimeProvider());
        for (var batch = dice.Next(1, 40); batch > 0; batch--)
        {
            memory.Recover(Sample.Identity((ulong)dice.Next(1, 100), client: (ulong)dice.Next(1, 9)), [], Sample.Now);
        }

        new BatchMemoryFile(path).Save(memory.ExpireAndList());
        return File.ReadAllBytes(path);
    }

    private static byte[] WriteErasures(string path, Random dice)
    {
        var book = new ErasureBook(new Tombstones(), new ManualTimeProvider());
        for (var order = dice.Next(1, 20); order > 0; order--)
        {
            book.Recover(Sample.Order($"user-{dice.Next(100)}"), logId: 7, sequence: order);
        }

        new ErasureFile(path).Save(book.ExpireAndList());
        return File.ReadAllBytes(path);
    }

    private static byte[] Damage(byte[] good, string kind, Random dice)
    {
        var bad = good.ToArray();
        var at = dice.Next(bad.Length);
        switch (kind)
        {
            case "bit":
                bad[at] ^= (byte)(1 << dice.Next(8));
                return bad;
            case "run":
                dice.NextBytes(bad.AsSpan(at, Math.Min(bad.Length - at, dice.Next(1, 64))));
                return bad;
            case "zeros":
                bad.AsSpan(at).Clear();
                return bad;
            case "cut":
                return bad[..at];
            case "longer":
                return [.. bad, .. Enumerable.Range(0, dice.Next(1, 64)).Select(_ => (byte)dice.Next(256))];
            default:
                bad[^dice.Next(1, 5)] ^= (byte)dice.Next(1, 256);
                return bad;
        }
    }
}
