using System.Text.Json;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Receiving.Importing;

/// <summary>Remembers how far files have been imported, by tenant and content: an interrupted import goes on, and a finished one is not done again. One user at a time.</summary>
internal sealed class ImportProgress(string directory)
{
    /// <summary>Reads what is known of a file; a new one begins at its first row.</summary>
    public ImportPoint Load(string id) => File(id).Load() is { } content ? JsonSerializer.Deserialize<ImportPoint>(content)! : new ImportPoint(0, 0, 0, 0, IsDone: false);

    public void Save(string id, ImportPoint point)
    {
        Directory.CreateDirectory(directory);
        File(id).Save(JsonSerializer.SerializeToUtf8Bytes(point));
    }

    private CheckedFile File(string id) => new(Path.Combine(directory, id + ".import"));
}
