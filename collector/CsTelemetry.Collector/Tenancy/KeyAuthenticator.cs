using System.Text.Json;

namespace CsTelemetry.Collector.Tenancy;

/// <summary>Tells who is calling. Keys made or revoked while the collector runs count within two seconds. Thread-safe.</summary>
internal sealed class KeyAuthenticator(KeyFile file, TimeProvider time, ILogger<KeyAuthenticator> logger)
{
    private static readonly TimeSpan ReloadInterval = TimeSpan.FromSeconds(2);
    private const string Scheme = "Bearer ";

    private readonly Lock _reloading = new();
    private volatile KeyRing _ring = KeyRing.Empty;
    private DateTime? _loadedVersion;
    private long _checkedAt = -1;

    /// <summary>Reads an `authorization` header.</summary>
    public AuthenticationOutcome Authenticate(string? authorization)
    {
        ReloadIfDue();
        var presented = authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true
            ? authorization[Scheme.Length..].Trim()
            : null;
        return _ring.Authenticate(presented, time.GetUtcNow());
    }

    private void ReloadIfDue()
    {
        var now = time.GetTimestamp();
        var last = Interlocked.Read(ref _checkedAt);
        if (last >= 0 && time.GetElapsedTime(last, now) < ReloadInterval)
        {
            return;
        }

        lock (_reloading)
        {
            Interlocked.Exchange(ref _checkedAt, now);
            var version = file.ChangedAt;
            if (version == _loadedVersion)
            {
                return;
            }

            try
            {
                _ring = new KeyRing(file.Load());
                _loadedVersion = version;
                Log.KeysLoaded(logger, _ring.Keys.Count);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or JsonException)
            {
                // The keys of before stay in force: a half-edited file must not lock every product out.
                Log.KeysNotLoaded(logger, file.Path, exception);
            }
        }
    }
}
