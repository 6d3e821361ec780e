using System.Security.Cryptography;
using System.Text;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Idempotency;

namespace CsTelemetry.Collector.Knowing;

/// <summary>
/// Lets one collector of a shared store at a time decide about a thing, and change it. Who has claimed it and then sees no other's claim may: of two that claim at once at least one
/// sees the other. The one with the greater number gives way and tries again after a while, the other waits until it is alone. What an earlier process of this collector claimed died with
/// it; another's counts for ten minutes. Thread-safe, but of one thing a collector may hold one claim. Errors of the store are <see cref="ClickHouseException"/>.
/// </summary>
internal sealed class ChangeClaims(IdempotencyStore store, ulong log, KnowledgeMetrics metrics, TimeProvider time)
{
    // Some two seconds in all.
    private const int MaxLooks = 8;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan AliveFor = TimeSpan.FromMinutes(10);

    /// <summary>Acts while no other collector may.</summary>
    /// <param name="tenant">Whose thing it is.</param>
    /// <param name="thing">Names it within the tenant.</param>
    /// <param name="act">What is done; what it reads from the store is all that others did before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What came of it; null when others held it all the time, and nothing was done.</returns>
    public async Task<T?> AloneAsync<T>(string tenant, string thing, Func<Task<T>> act, CancellationToken cancellationToken)
        where T : class
    {
        if (await TakeAsync(tenant, NameOf(thing), cancellationToken) is not { } claim)
        {
            return null;
        }

        try
        {
            return await act();
        }
        finally
        {
            await ReleaseAsync(claim);
        }
    }

    private async Task<IdempotencyEntry?> TakeAsync(string tenant, string name, CancellationToken cancellationToken)
    {
        IdempotencyEntry? held = null;
        try
        {
            for (var looks = 1; ; looks++)
            {
                held ??= await ClaimAsync(tenant, name);
                var others = await OthersAsync(held, cancellationToken);
                if (others.Count == 0)
                {
                    return held;
                }

                if (looks == MaxLooks || others.Exists(other => other.Attempt < held.Attempt))
                {
                    await ReleaseAsync(held);
                    held = null;
                }

                if (looks == MaxLooks)
                {
                    return null;
                }

                await Task.Delay(FirstWait * Math.Pow(2, looks - 1) * (0.5 + Random.Shared.NextDouble()), time, cancellationToken);
            }
        }
        catch when (held is not null)
        {
            // A claim is never left behind: others would wait for it.
            await ReleaseAsync(held);
            throw;
        }
    }

    private async Task<List<IdempotencyEntry>> OthersAsync(IdempotencyEntry claim, CancellationToken cancellationToken)
    {
        var aliveSince = time.GetUtcNow() - AliveFor;
        return (await store.AttemptsAsync(claim.Tenant, claim.Call, aliveSince, aliveSince, cancellationToken)).FindAll(other => other.Log != log);
    }

    private async Task<IdempotencyEntry> ClaimAsync(string tenant, string name)
    {
        var claim = new IdempotencyEntry(tenant, name, (ulong)Random.Shared.NextInt64(), log, IdempotencyKind.Claimed, time.GetUtcNow(), ReadOnlyMemory<byte>.Empty);
        await store.WriteAsync(claim, CancellationToken.None);
        return claim;
    }

    // What was done is done; one that cannot be given back ends by itself.
    private async Task ReleaseAsync(IdempotencyEntry claim)
    {
        try
        {
            await store.WriteAsync(claim with { Kind = IdempotencyKind.Released, RecordedAt = time.GetUtcNow() }, CancellationToken.None);
        }
        catch (ClickHouseException)
        {
            metrics.Failed("release");
        }
    }

    // Calls have names in the same table, made of other words.
    private static string NameOf(string thing) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"change\n{thing}")));
}
