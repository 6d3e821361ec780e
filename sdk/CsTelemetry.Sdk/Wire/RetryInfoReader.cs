namespace CsTelemetry.Wire;

/// <summary>Finds google.rpc.RetryInfo in the bytes of a google.rpc.Status: how long the collector wants to be left alone.</summary>
internal static class RetryInfoReader
{
    private const uint StatusDetails = 3;
    private const uint AnyTypeUrl = 1;
    private const uint AnyValue = 2;
    private const uint RetryDelay = 1;
    private const uint DurationSeconds = 1;
    private const uint DurationNanos = 2;

    /// <summary>The longest wait that is believed, in seconds: beyond a day the number is taken as a mistake and cut.</summary>
    private const long LongestDelaySeconds = 86_400;

    /// <summary>Reads the delay; null when the status carries none, or none that makes sense.</summary>
    public static TimeSpan? Read(ReadOnlySpan<byte> status)
    {
        var reader = new ProtoReader(status);
        while (!reader.AtEnd && reader.TryTag(out var field, out var wire))
        {
            if (field != StatusDetails || wire != 2)
            {
                if (!reader.TrySkip(wire))
                {
                    return null;
                }
            }
            else if (!reader.TryBytes(out var any))
            {
                return null;
            }
            else if (ReadAny(any) is { } delay)
            {
                return delay;
            }
        }

        return null;
    }

    private static TimeSpan? ReadAny(ReadOnlySpan<byte> any)
    {
        var typeUrl = Field(any, AnyTypeUrl);
        if (!typeUrl.EndsWith("/google.rpc.RetryInfo"u8))
        {
            return null;
        }

        return ReadDuration(Field(Field(any, AnyValue), RetryDelay));
    }

    private static TimeSpan? ReadDuration(ReadOnlySpan<byte> duration)
    {
        long seconds = 0, nanos = 0;
        var reader = new ProtoReader(duration);
        while (!reader.AtEnd)
        {
            if (!reader.TryTag(out var field, out var wire))
            {
                return null;
            }

            if (wire == 0 && reader.TryVarint(out var number))
            {
                seconds = field == DurationSeconds ? (long)number : seconds;
                nanos = field == DurationNanos ? (long)number : nanos;
            }
            else if (wire == 0 || !reader.TrySkip(wire))
            {
                return null;
            }
        }

        return seconds < 0 || nanos is < 0 or > 999_999_999 ? null
            : TimeSpan.FromTicks((Math.Min(seconds, LongestDelaySeconds) * TimeSpan.TicksPerSecond) + (nanos / 100));
    }

    /// <summary>Finds the last length-delimited field of that number; empty when there is none.</summary>
    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> message, uint wanted)
    {
        ReadOnlySpan<byte> found = default;
        var reader = new ProtoReader(message);
        while (!reader.AtEnd && reader.TryTag(out var field, out var wire))
        {
            if (field == wanted && wire == 2 && reader.TryBytes(out var value))
            {
                found = value;
            }
            else if ((field == wanted && wire == 2) || !reader.TrySkip(wire))
            {
                return default;
            }
        }

        return found;
    }
}
