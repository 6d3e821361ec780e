using System.Globalization;
using System.Threading.RateLimiting;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Api;

/// <summary>
/// Lets each key ask so often, and says in `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset` (seconds) how much is left; beyond, 429 with
/// `Retry-After`. Calls without a key share one bucket per address. Thread-safe; buckets that are full again are forgotten.
/// </summary>
internal sealed class RequestRate(ApiOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Burst,
            TokensPerPeriod = options.RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }),
        StringComparer.Ordinal);

    public void Dispose() => _limiter.Dispose();

    /// <summary>Asks for one call.</summary>
    /// <param name="http">The call, after authentication.</param>
    /// <returns>Whether it may go on.</returns>
    public bool TryTake(HttpContext http)
    {
        var caller = http.Features.Get<Caller>()?.KeyPrefix ?? $"{http.Connection.RemoteIpAddress}";
        using var lease = _limiter.AttemptAcquire(caller);
        var left = _limiter.GetStatistics(caller)?.CurrentAvailablePermits ?? 0;
        var headers = http.Response.Headers;
        headers["RateLimit-Limit"] = Text(options.Burst);
        headers["RateLimit-Remaining"] = Text(left);
        headers["RateLimit-Reset"] = Text((long)Math.Ceiling((options.Burst - left) / (double)options.RequestsPerSecond));
        if (!lease.IsAcquired)
        {
            headers.RetryAfter = "1";
        }

        return lease.IsAcquired;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
