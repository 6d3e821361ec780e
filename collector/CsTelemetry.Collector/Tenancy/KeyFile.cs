using System.Text.Json;

namespace CsTelemetry.Collector.Tenancy;

/// <summary>The file that keeps the keys, `keys.json` in the data directory. It holds hashes, no secrets.</summary>
internal sealed class KeyFile(string path)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    public string Path { get; } = path;

    /// <summary>Gets when the file last changed; null when it does not exist.</summary>
    public DateTime? ChangedAt => File.Exists(Path) ? File.GetLastWriteTimeUtc(Path) : null;

    public IReadOnlyList<ApiKey> Load() =>
        File.Exists(Path) ? JsonSerializer.Deserialize<List<ApiKey>>(File.ReadAllBytes(Path), Format) ?? [] : [];

    /// <summary>Replaces the file at once: a reader sees the old keys or the new ones, never half of them.</summary>
    public void Save(IReadOnlyList<ApiKey> keys)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var draft = Path + ".tmp";
        File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(keys, Format));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(draft, Path, overwrite: true);
    }
}
