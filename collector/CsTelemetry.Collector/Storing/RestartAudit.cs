using CsTelemetry.ClickHouse.Landing;

namespace CsTelemetry.Collector.Storing;

/// <summary>Audits what was verified lately again whenever the store has been started anew. Runs alone.</summary>
internal sealed class RestartAudit(LandingStore store, LandingProof proof, VerifiedWindow window, TimeProvider time, TimeSpan interval, ILogger logger)
{
    private const int RangesAtOnce = 64;

    private IReadOnlyList<ServerLife>? _lives;
    private long _askedAt;

    /// <summary>Asks the store when it was started, not more often than the interval, and audits if that was after the last time.</summary>
    /// <returns>How many ranges were audited; null if it was not yet time to ask.</returns>
    public async Task<int?> RunAsync(CancellationToken cancellationToken)
    {
        if (_lives is not null && time.GetElapsedTime(_askedAt) < interval)
        {
            return null;
        }

        var lives = await store.LivesAsync(cancellationToken);
        if (_lives is { } known && lives.Zip(known).All(pair => pair.First.Continues(pair.Second)))
        {
            (_lives, _askedAt) = (lives, time.GetTimestamp());
            return 0;
        }

        var held = window.Held();
        foreach (var ranges in held.Chunk(RangesAtOnce))
        {
            await proof.RunAsync(ranges, cancellationToken);
        }

        // Only now: should the audit fail half-way, it is due again.
        (_lives, _askedAt) = (lives, time.GetTimestamp());
        Log.AuditedAfterRestart(logger, held.Count, lives.Max(life => life.StartedAt));
        return held.Count;
    }
}
