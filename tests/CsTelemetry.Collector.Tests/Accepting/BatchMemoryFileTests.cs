using System.Numerics;
using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Accepting;

public sealed class BatchMemoryFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly BatchMemoryFile _file;

    public BatchMemoryFileTests() => _file = new BatchMemoryFile(Path);

    private string Path => _folder.File("batches.memory");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_file_nothing_is_remembered() => Assert.Empty(_file.Load());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_was_written_down_comes_back(int seed)
    {
        var clients = RandomClients(seed, 200);

        _file.Save(clients);

        Assert.Equal(clients.Select(Text), _file.Load().Select(Text));
    }

    [Fact]
    public void The_newest_replaces_what_was_there()
    {
        _file.Save(RandomClients(3, 10));

        _file.Save([]);

        Assert.Empty(_file.Load());
    }

    [Fact]
    public void Half_a_draft_of_a_crash_is_not_taken_for_the_file()
    {
        var clients = RandomClients(4, 3);
        _file.Save(clients);
        File.WriteAllBytes(Path + ".tmp", [1, 2]);

        Assert.Equal(clients.Select(Text), _file.Load().Select(Text));
    }

    [Fact]
    public void A_changed_byte_anywhere_is_found()
    {
        _file.Save(RandomClients(5, 3));
        var good = File.ReadAllBytes(Path);
        for (var i = 0; i < good.Length; i++)
        {
            var bad = good.ToArray();
            bad[i] ^= 0x10;
            File.WriteAllBytes(Path, bad);

            Assert.Throws<InvalidDataException>(_file.Load);
        }
    }

    [Fact]
    public void A_file_that_ends_early_is_found()
    {
        _file.Save(RandomClients(6, 2));
        var good = File.ReadAllBytes(Path);
        for (var length = 0; length < good.Length; length++)
        {
            File.WriteAllBytes(Path, good[..length]);

            Assert.Throws<InvalidDataException>(_file.Load);
        }
    }

    [Fact]
    public void A_file_of_a_newer_version_is_named_not_guessed_at()
    {
        byte[] content = [2, 0];
        File.WriteAllBytes(Path, [.. content, .. BitConverter.GetBytes(Crc(content))]);

        var fault = Assert.Throws<InvalidDataException>(_file.Load);

        Assert.Contains("version 2", fault.Message, StringComparison.Ordinal);
    }

    private static List<ClientBatches> RandomClients(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => RandomClient(random))];
    }

    private static ClientBatches RandomClient(Random random)
    {
        var client = new ClientBatches($"tenant-{random.Next(5)}", (ulong)random.NextInt64());
        for (var i = random.Next(1, 30); i > 0; i--)
        {
            var rejected = Enumerable.Range(0, random.Next(3)).Select(index => new RejectedIndex(index * 300, (RejectionCode)random.Next(1, 7))).ToArray();
            client.Add((ulong)random.Next(1, 40), rejected, Sample.Now.AddMilliseconds(random.Next()));
        }

        return client;
    }

    private static string Text(ClientBatches client) =>
        $"{client.Tenant} {client.ClientInstanceId} {client.LastSeen:O} {string.Join(' ', client.Sequences.Ranges)} "
        + string.Join(' ', client.Rejected.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {string.Join(',', pair.Value)}"));

    private static uint Crc(byte[] bytes) => ~bytes.Aggregate(uint.MaxValue, BitOperations.Crc32C);
}
