using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace CsTelemetry.Collector.Tenancy;

/// <summary>The file that keeps the keys, `keys.json` in the data directory. It holds hashes, no secrets.</summary>
internal sealed class KeyFile(string path)
{
    /// <summary>The most keys; revoked ones count until they are taken out.</summary>
    public const int MaxKeyCount = 10_000;

    private const string DamagedExtension = ".damaged";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    private readonly OwnedFile _file = new(path);

    public string Path { get; } = path;

    /// <summary>Gets when the file last changed; null when it does not exist.</summary>
    public DateTime? ChangedAt => File.Exists(Path) ? File.GetLastWriteTimeUtc(Path) : null;

    /// <summary>Reads the keys; none if there is no file.</summary>
    /// <exception cref="InvalidDataException">It is not JSON of this form, a key lacks a part, or a prefix comes twice; a copy is kept beside it, as <c>.damaged</c>.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IReadOnlyList<ApiKey> Load()
    {
        if (!File.Exists(Path))
        {
            return [];
        }

        try
        {
            return Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            throw new InvalidDataException(
                $"The keys in {Path} cannot be read: {exception.Message} {KeepDamaged()} Mend the file, or put a backup's in its place; a collector that runs goes on with the keys it has.", exception);
        }
    }

    /// <summary>Replaces the file at once, durably: a reader sees the old keys or the new ones, never half of them.</summary>
    public void Save(IReadOnlyList<ApiKey> keys) => _file.Replace(JsonSerializer.SerializeToUtf8Bytes(keys, Format));

    /// <summary>Changes the keys while no other process does: of two commands at once, neither's change is lost.</summary>
    /// <param name="change">Gets the keys and gives those to be kept; null to leave the file alone.</param>
    /// <exception cref="IOException">Another command is changing them.</exception>
    /// <exception cref="InvalidOperationException">There would be more than <see cref="MaxKeyCount"/>.</exception>
    public void Update(Func<IReadOnlyList<ApiKey>, IReadOnlyList<ApiKey>?> change)
    {
        using var held = _file.Hold();
        if (change(Load()) is not { } changed)
        {
            return;
        }

        if (changed.Count > MaxKeyCount)
        {
            throw new InvalidOperationException($"{Path} would hold {changed.Count} keys; it may hold {MaxKeyCount}. Take revoked ones out with `keys prune`.");
        }

        Save(changed);
    }

    private IReadOnlyList<ApiKey> Read()
    {
        var keys = JsonSerializer.Deserialize<List<ApiKey?>>(File.ReadAllBytes(Path), Format) ?? [];
        var prefixes = new HashSet<string>(StringComparer.Ordinal);
        return [.. keys.Select(key => IsWhole(key) && prefixes.Add(key.Prefix)
            ? key
            : throw new InvalidDataException($"the key \"{key?.Prefix}\" lacks its prefix, tenant, scopes or hashes, or comes twice."))];
    }

    // Whoever mends it, or puts another in its place, may want what was there. A failure to copy is told, and no more.
    private string KeepDamaged()
    {
        var copy = Path + DamagedExtension;
        try
        {
            File.Copy(Path, copy, overwrite: true);
            return $"A copy is kept as {copy}.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"It could not be copied to {copy}: {exception.Message}";
        }
    }

    // A file edited by hand may leave out what the record says is there.
    private static bool IsWhole([NotNullWhen(true)] ApiKey? key) =>
        key is { Prefix: not null, Tenant: not null, Scopes: not null, SecretHashes.Count: <= ApiKey.MaxSecretCount }
        && !key.Scopes.Contains(null!)
        && !key.SecretHashes.Contains(null!);
}
