using System.Diagnostics.CodeAnalysis;
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

    /// <exception cref="JsonException">It is not JSON, or not of this form.</exception>
    /// <exception cref="InvalidDataException">A key lacks a part, or a prefix comes twice.</exception>
    public IReadOnlyList<ApiKey> Load()
    {
        if (!File.Exists(Path))
        {
            return [];
        }

        var keys = JsonSerializer.Deserialize<List<ApiKey?>>(File.ReadAllBytes(Path), Format) ?? [];
        var prefixes = new HashSet<string>(StringComparer.Ordinal);
        return [.. keys.Select(key => IsWhole(key) && prefixes.Add(key.Prefix)
            ? key
            : throw new InvalidDataException($"{Path}: the key \"{key?.Prefix}\" lacks its prefix, tenant, scopes or hashes, or comes twice."))];
    }

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

    // A file edited by hand may leave out what the record says is there.
    private static bool IsWhole([NotNullWhen(true)] ApiKey? key) =>
        key is { Prefix: not null, Tenant: not null, Scopes: not null, SecretHashes: not null }
        && !key.Scopes.Contains(null!)
        && !key.SecretHashes.Contains(null!);
}
