using System.Net.Http.Headers;

namespace CsTelemetry.Exporting;

/// <summary>Reads how long a server wants to be left alone: in seconds, or until a date.</summary>
internal static class RetryAfterHeader
{
    /// <summary>The longest wait that is believed: beyond a day the number is taken as a mistake and cut.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Reads the wait; null when the answer says nothing.</summary>
    /// <param name="headers">The answer's headers.</param>
    /// <param name="now">Our clock; a date is compared with the server's own when the answer carries it, for ours may be hours off.</param>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.RetryAfter is not { } asked)
        {
            return null;
        }

        var wait = asked.Delta ?? asked.Date - (headers.Date ?? now) ?? TimeSpan.Zero;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
    }
}
