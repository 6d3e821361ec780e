using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Erasing;

/// <summary>
/// Writes the orders to erase down before segments of the log are deleted. It names the users, since a late event can
/// be refused only by whoever knows them; only the collector's user may read it.
/// </summary>
internal sealed class ErasureFile(string path)
{
    // | version:1 | count | entries: stage:1, log:8, sequence:8, order |   the numbers as in the journal
    private const byte Version = 1;

    private readonly CheckedFile _file = new(path);

    public void Save(IReadOnlyList<ErasureEntry> entries)
    {
        var writer = new JournalWriter();
        writer.Byte(Version);
        writer.Varint((ulong)entries.Count);
        foreach (var entry in entries)
        {
            writer.Byte((byte)entry.Stage);
            writer.Fixed64(entry.LogId);
            writer.Fixed64((ulong)entry.Sequence);
            ErasureCodec.Write(writer, entry.Order);
        }

        _file.Save(writer.Written.Span);
    }

    /// <summary>Reads the file; empty if there is none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public IReadOnlyList<ErasureEntry> Load()
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

        var entries = new ErasureEntry[reader.Count()];
        for (var i = 0; i < entries.Length; i++)
        {
            var stage = (ErasureStage)reader.Byte();
            var (logId, sequence) = (reader.Fixed64(), (long)reader.Fixed64());
            entries[i] = new ErasureEntry(ErasureCodec.Read(ref reader), logId, sequence, stage);
        }

        return entries;
    }
}
