namespace CsTelemetry.Grpc.Headers;

/// <summary>Reads grpc-timeout: one to eight digits and a unit (H, M, S, m, u or n).</summary>
internal static class TimeoutValue
{
    // Also the most that a timer takes; no call lives that long.
    public static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    /// <summary>Reads a timeout; what is longer than <see cref="Longest"/> counts as that.</summary>
    /// <returns>False when the text breaks the form; such a header is ignored.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > 9 || text[..^1].ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var amount = long.Parse(text[..^1]);
        if (TicksPer(text[^1]) is not { } ticksPerUnit)
        {
            return false;
        }

        // Eight digits of hours are more ticks than fit into a long, hence the double.
        timeout = amount * ticksPerUnit >= Longest.Ticks ? Longest : TimeSpan.FromTicks((long)Math.Ceiling(amount * ticksPerUnit));
        return true;
    }

    private static double? TicksPer(char unit) => unit switch
    {
        'H' => TimeSpan.TicksPerHour,
        'M' => TimeSpan.TicksPerMinute,
        'S' => TimeSpan.TicksPerSecond,
        'm' => TimeSpan.TicksPerMillisecond,
        'u' => TimeSpan.TicksPerMicrosecond,
        'n' => 1.0 / TimeSpan.NanosecondsPerTick,
        _ => null,
    };
}
