using System.Text.Json;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Administering.Auditing;

/// <summary>Remembers in a file which months a rebuild of all has still to do, so that an interrupted one goes on. One user at a time.</summary>
internal sealed class RebuildPlan(string path)
{
    private readonly CheckedFile _file = new(path);

    public void Save(IReadOnlyList<int> months) => _file.Save(JsonSerializer.SerializeToUtf8Bytes(months));

    /// <summary>Reads what is left to do; null if nothing was begun, or what was written down is damaged: then all is done again, which is harmless.</summary>
    public IReadOnlyList<int>? Load()
    {
        try
        {
            return _file.Load() is { } content ? JsonSerializer.Deserialize<List<int>>(content) : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException)
        {
            return null;
        }
    }

    public void Delete() => File.Delete(path);
}
