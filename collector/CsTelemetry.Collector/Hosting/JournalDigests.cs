using System.Globalization;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Hosting;

/// <summary>
/// Keeps beside each sealed segment of the log what a start needs of it: the names of batches without their events, and the control
/// records. A digest that is missing, damaged or of another file is not used: the segment is read instead. One writer, any readers.
/// </summary>
internal sealed class JournalDigests(string folder)
{
    private const string Extension = ".digest";

    /// <summary>Replays a segment from its digest.</summary>
    /// <returns>How many bytes that took; null if there is no good digest, and nothing was replayed.</returns>
    public long? TryReplay(ulong logId, WalSegmentInfo segment, JournalReplay replay)
    {
        try
        {
            if (!segment.IsSealed || FileOf(segment.FirstSequence).Load() is not { } content || !JournalDigest.IsOf(content, logId, segment))
            {
                return null;
            }

            // Twice: first to see that all of it can be read.
            JournalDigest.Walk(content, segment, static (_, in _) => { }, static (_, _) => { });
            JournalDigest.Walk(content, segment, (long sequence, in DigestedBatch batch) => replay.Batch(sequence, batch), replay.Record);
            return content.Length;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>Makes the digests that are missing, and removes those of segments that are gone.</summary>
    /// <returns>How many were made.</returns>
    /// <exception cref="IOException">The log cannot be read, or a digest not be written.</exception>
    public int Update(WriteAheadLog log)
    {
        Directory.CreateDirectory(folder);
        var made = 0;
        foreach (var segment in log.Segments.Where(segment => segment.IsSealed && !File.Exists(PathOf(segment.FirstSequence))))
        {
            FileOf(segment.FirstSequence).Save(JournalDigest.Write(log, segment).Span);
            made++;
        }

        // After, so that one that was made of a segment while it was retired goes as well.
        var kept = log.Segments.Select(segment => PathOf(segment.FirstSequence)).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder).Where(path => !kept.Contains(path)))
        {
            File.Delete(path);
        }

        return made;
    }

    private string PathOf(long firstSequence) => Path.Combine(folder, firstSequence.ToString("D20", CultureInfo.InvariantCulture) + Extension);

    private CheckedFile FileOf(long firstSequence) => new(PathOf(firstSequence));
}
