using System.Net;
using System.Net.Http.Headers;

namespace CsTelemetry.Client.Sending;

/// <summary>Tells whether and when a call is made again. Pure.</summary>
internal static class RetryRule
{
    /// <summary>How often a call is made again at most.</summary>
    internal const int MaxRetryCount = 3;

    // Clients that were all told the same time must not come back at the same instant.
    private const double JitterShare = .25;

    /// <summary>The longest wait that is waited for; who is told to wait longer is told so by the exception.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Tells how long to wait before the next try; null for none.</summary>
    /// <param name="status">What was answered.</param>
    /// <param name="asked">How long the collector asks to wait; null when it does not say.</param>
    /// <param name="retries">How often the call was made again already.</param>
    /// <param name="dice">A number from 0 to below 1.</param>
    public static TimeSpan? WaitBefore(HttpStatusCode status, TimeSpan? asked, int retries, double dice) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.Conflict
        && asked is { } wait
        && wait <= LongestWait
        && retries < MaxRetryCount
            ? wait * (1 + (JitterShare * dice))
            : null;

    /// <summary>Reads Retry-After: seconds, or a date. A date that has passed is zero.</summary>
    public static TimeSpan? Asked(RetryConditionHeaderValue? header, DateTimeOffset now) =>
        header?.Delta is { } delta ? delta
        : header?.Date is { } date ? TimeSpan.FromTicks(Math.Max(0, (date - now).Ticks))
        : null;
}
