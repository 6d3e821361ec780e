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
        if (!IsDue())
        {
            return;
        }

        // Whoever comes while the file is read waits for it: with the keys of before, a key made just now would be
        // refused, and a refusal is final for the batch.
        lock (_reloading)
        {
            if (!IsDue())
            {
                return;
            }

            Reload();
            Interlocked.Exchange(ref _checkedAt, time.GetTimestamp());
        }
    }

    private bool IsDue()
    {
        var last = Interlocked.Read(ref _checkedAt);
        return last < 0 || time.GetElapsedTime(last) >= ReloadInterval;
    }

    private void Reload()
    {
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
        catch (Exception exception) when (exception is IOException or System.Text.Json.JsonException)
        {
            // The keys of before stay in force: a half-edited file must not lock every product out.
            Log.KeysNotLoaded(logger, file.Path, exception);
        }
    }
}
