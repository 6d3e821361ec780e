using CsTelemetry.Collector.Wire;

namespace CsTelemetry.Collector.Validating;

/// <summary>Relates a client's clock to the collector's, by when the client says that it sent the batch. Pure; times are milliseconds since 1970.</summary>
/// <param name="ReceivedAt">When the batch came in, by the collector's clock.</param>
/// <param name="SentAt">When it was sent, by the client's; 0 if the client did not say.</param>
internal readonly record struct ClockReading(long ReceivedAt, long SentAt)
{
    /// <summary>Up to here a difference may as well be the way through the network: nothing is corrected.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    // Whoever is further off than a century does not mean it.
    private const long MostMilliseconds = 100L * 366 * 24 * 60 * 60 * 1000;

    /// <summary>Gets what is added to the client's times.</summary>
    public long Correction =>
        SentAt == 0 || SentAt is < -MostMilliseconds or > 2 * MostMilliseconds || Math.Abs(ReceivedAt - SentAt) <= Tolerance.TotalMilliseconds ? 0 : ReceivedAt - SentAt;

    public static ClockReading Of(in WireBatch batch, DateTimeOffset receivedAt) => new(receivedAt.ToUnixTimeMilliseconds(), batch.SentAt);
}
