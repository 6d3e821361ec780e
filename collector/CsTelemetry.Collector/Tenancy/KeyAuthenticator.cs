namespace CsTelemetry.Collector.Tenancy;

/// <summary>Tells who is calling. A key made while the collector runs counts at once, a revoked one is refused within two seconds. Thread-safe.</summary>
internal sealed class KeyAuthenticator(KeyFile file, TimeProvider time, ILogger<KeyAuthenticator> logger, KeyUsage? usage = null, TenancyMetrics? metrics = null)
{
    private static readonly TimeSpan ReloadInterval = TimeSpan.FromSeconds(2);
    private const long NoFile = 0;
    private const string Scheme = "Bearer ";

    private readonly Lock _reloading = new();
    private volatile KeyRing _ring = KeyRing.Empty;
    private long _loadedVersion = NoFile;
    private long _refusedVersion = -1;
    private long _checkedAt = -1;

    /// <summary>Reads an `authorization` header.</summary>
    public AuthenticationOutcome Authenticate(string? authorization)
    {
        var outcome = Find(authorization);
        if (outcome.Caller is { } caller)
        {
            usage?.Note(caller.KeyPrefix, time.GetUtcNow());
        }

        return outcome;
    }

    private AuthenticationOutcome Find(string? authorization)
    {
        ReloadIfDue();
        var presented = authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true
            ? authorization[Scheme.Length..].Trim()
            : null;
        var outcome = _ring.Authenticate(presented, time.GetUtcNow());
        if (outcome.Caller is not null || presented is null || !HasChanged())
        {
            return outcome;
        }

        // Perhaps a key that was made a moment ago: to refuse it would cost its product the batch.
        ReloadNow();
        return _ring.Authenticate(presented, time.GetUtcNow());
    }

    // What was refused once is not read again for each caller with an unknown key.
    private bool HasChanged() => Version() is var version && version != Interlocked.Read(ref _loadedVersion) && version != Interlocked.Read(ref _refusedVersion);

    private long Version() => file.ChangedAt?.Ticks ?? NoFile;

    private void ReloadNow()
    {
        lock (_reloading)
        {
            Reload();
            Interlocked.Exchange(ref _checkedAt, time.GetTimestamp());
        }
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
            if (IsDue())
            {
                Reload();
                Interlocked.Exchange(ref _checkedAt, time.GetTimestamp());
            }
        }
    }

    private bool IsDue()
    {
        var last = Interlocked.Read(ref _checkedAt);
        return last < 0 || time.GetElapsedTime(last) >= ReloadInterval;
    }

    private void Reload()
    {
        if (!HasChanged())
        {
            return;
        }

        // The version first: a change that comes while the file is read is seen the next time.
        var version = Version();
        try
        {
            if (version == NoFile && _ring.Keys.Count > 0)
            {
                throw new InvalidDataException($"{file.Path} is gone. Put it back; to take all keys back, revoke them, or leave an empty list in it.");
            }

            _ring = new KeyRing(file.Load());
            Interlocked.Exchange(ref _loadedVersion, version);
            metrics?.Reloaded("keys", taken: true);
            Log.KeysLoaded(logger, _ring.Keys.Count);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // The keys of before stay in force: a half-edited file must not lock every product out.
            metrics?.Reloaded("keys", taken: false);
            Interlocked.Exchange(ref _refusedVersion, exception is InvalidDataException ? version : -1);
            Log.KeysNotLoaded(logger, file.Path, exception);
        }
    }
}
