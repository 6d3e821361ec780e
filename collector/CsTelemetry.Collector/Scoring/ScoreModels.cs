using System.Collections.Concurrent;
using System.Text;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Knows the versions of tenants' score models, as they were a few seconds ago at most. Thread-safe.</summary>
internal sealed class ScoreModels(ScoreModelStore store, TimeProvider time)
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (long At, IReadOnlyList<ScoreModelEntry> Entries)> _entries = [];
    private readonly ConcurrentDictionary<string, ScoreModel> _read = [];

    /// <summary>Lists the versions, each as it is now.</summary>
    public async Task<IReadOnlyList<ScoreModelEntry>> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(tenant, out var known) && time.GetElapsedTime(known.At) < Fresh)
        {
            return known.Entries;
        }

        var at = time.GetTimestamp();
        var entries = await store.ModelsAsync(tenant, cancellationToken);
        if (_entries.Count >= Capacity)
        {
            _entries.Clear();
        }

        _entries[tenant] = (at, entries);
        return entries;
    }

    /// <summary>Finds the version that makes the scores; null while each day's targets are taken from the day.</summary>
    public async Task<ScoreModel?> PublishedAsync(string tenant, CancellationToken cancellationToken) =>
        (await PublishedEntryAsync(tenant, cancellationToken)) is { } entry ? Read(entry) : null;

    /// <summary>Finds the entry of that version. While one takes another's place there are two for a moment: the newer one counts.</summary>
    public async Task<ScoreModelEntry?> PublishedEntryAsync(string tenant, CancellationToken cancellationToken) =>
        (await ListAsync(tenant, cancellationToken)).Where(entry => entry.State == ScoreModelState.Published).MaxBy(entry => entry.RecordedAt);

    /// <summary>Finds the versions that are computed beside it.</summary>
    public async Task<IReadOnlyList<ScoreModel>> ShadowsAsync(string tenant, CancellationToken cancellationToken) =>
        [.. (await ListAsync(tenant, cancellationToken)).Where(entry => entry.State == ScoreModelState.Shadow).Select(Read)];

    /// <summary>Finds a version by its hash.</summary>
    /// <exception cref="InvalidDataException">The tenant has none with it.</exception>
    public async Task<ScoreModel> ByHashAsync(string tenant, string hash, CancellationToken cancellationToken) =>
        (await ListAsync(tenant, cancellationToken)).FirstOrDefault(entry => entry.Hash == hash) is { } entry
            ? Read(entry)
            : throw new InvalidDataException($"No version of the score model has the hash {hash}, with which scores are stored.");

    /// <summary>Forgets a tenant's, because somebody has just changed them.</summary>
    public void Forget(string tenant) => _entries.TryRemove(tenant, out _);

    /// <summary>Reads a whole version.</summary>
    /// <exception cref="InvalidDataException">What is stored is not one.</exception>
    public ScoreModel Read(ScoreModelEntry entry)
    {
        if (_read.TryGetValue(entry.Body, out var known))
        {
            return known;
        }

        var model = ScoreModelJson.Read(Encoding.UTF8.GetBytes(entry.Body), out var faults)
            ?? throw new InvalidDataException($"Version {entry.Version} of the score model cannot be read: {string.Join(' ', faults)}");
        if (_read.Count >= Capacity)
        {
            _read.Clear();
        }

        return _read[entry.Body] = model;
    }
}
