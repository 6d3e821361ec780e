using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Accepting;

/// <summary>
/// Writes the memory of batches down before segments of the log are deleted: what the log no longer says, this file
/// says. Replaced at once; a damaged file is reported, not fatal, since the log's own part is read besides.
/// </summary>
internal sealed class BatchMemoryFile(string path)
{
    // | version:1 | clients |   the numbers as in the journal
    private const byte Version = 1;

    private readonly CheckedFile _file = new(path);

    public void Save(IReadOnlyList<ClientBatches> clients)
    {
        var writer = new JournalWriter();
        writer.Byte(Version);
        writer.Varint((ulong)clients.Count);
        foreach (var client in clients)
        {
            WriteClient(writer, client);
        }

        _file.Save(writer.Written.Span);
    }

    /// <summary>Reads the file; empty if there is none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public IReadOnlyList<ClientBatches> Load()
    {
        if (_file.Load() is not { } content)
        {
            return [];
        }

        var reader = new JournalReader(content);
        if (reader.Byte() is var version && version != Version)
        {
            throw new InvalidDataException($"{path} has the format version {version}; this collector reads {Version}.");
        }

        var clients = new ClientBatches[reader.Count()];
        for (var i = 0; i < clients.Length; i++)
        {
            clients[i] = ReadClient(ref reader);
        }

        return clients;
    }

    private static void WriteClient(JournalWriter writer, ClientBatches client)
    {
        writer.Text(client.Tenant);
        writer.Fixed64(client.ClientInstanceId);
        writer.Time(client.LastSeen);
        writer.Varint((ulong)client.Sequences.Ranges.Count);
        foreach (var (first, last) in client.Sequences.Ranges)
        {
            writer.Fixed64(first);
            writer.Fixed64(last);
        }

        writer.Varint((ulong)client.Rejected.Count);
        foreach (var (sequence, rejected) in client.Rejected)
        {
            writer.Fixed64(sequence);
            writer.Varint((ulong)rejected.Count);
            foreach (var (index, code) in rejected)
            {
                writer.Varint((ulong)index);
                writer.Byte((byte)code);
            }
        }
    }

    private static ClientBatches ReadClient(ref JournalReader reader)
    {
        var client = new ClientBatches(reader.Text(), reader.Fixed64());
        client.Saw(reader.Time());
        for (var left = reader.Count(); left > 0; left--)
        {
            client.Sequences.Restore(reader.Fixed64(), reader.Fixed64());
        }

        for (var left = reader.Count(); left > 0; left--)
        {
            var sequence = reader.Fixed64();
            var rejected = new RejectedIndex[reader.Count()];
            for (var i = 0; i < rejected.Length; i++)
            {
                rejected[i] = new RejectedIndex((int)reader.Varint(), (RejectionCode)reader.Byte());
            }

            client.Add(sequence, rejected, client.LastSeen);
        }

        return client;
    }
}
