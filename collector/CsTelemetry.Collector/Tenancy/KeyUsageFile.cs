using System.Text.Json;

namespace CsTelemetry.Collector.Tenancy;

/// <summary>Keeps when keys were last used, `keys.used.json` beside the keys: the collector writes this one, the command line the other.</summary>
internal sealed class KeyUsageFile(string path)
{
    private readonly OwnedFile _file = new(path);

    /// <summary>Reads it; empty if there is none, or if it is damaged: it is a hint, nothing depends on it.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Load()
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, DateTimeOffset>>(File.ReadAllBytes(path)) ?? [] : [];
        }
        catch (JsonException)
        {
            return new Dictionary<string, DateTimeOffset>();
        }
    }

    /// <exception cref="IOException">It could not be written.</exception>
    public void Save(IReadOnlyDictionary<string, DateTimeOffset> used) => _file.Replace(JsonSerializer.SerializeToUtf8Bytes(used));
}
