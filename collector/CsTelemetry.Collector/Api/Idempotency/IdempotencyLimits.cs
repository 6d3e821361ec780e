namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>Bounds what is kept of calls that come with an `Idempotency-Key`.</summary>
internal sealed record IdempotencyLimits
{
    /// <summary>The most characters of a key: 200, of printable ASCII.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>Gets for how long an answer is given again. Default 24 hours.</summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Gets how long a call of another collector is believed to be under way. Default 10 minutes.</summary>
    public TimeSpan AliveFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets the most bytes of an answer that are kept. Default 4 MiB. Of a larger one it is only kept that it was given.</summary>
    public int MaxAnswerBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Gets how many calls with a key may be under way. Default 256.</summary>
    public int MaxRunningCount { get; init; } = 256;

    /// <summary>Gets how many answers are in memory. Default 10,000; the others are in the store.</summary>
    public int MaxRememberedCount { get; init; } = 10_000;

    /// <summary>Gets how many bytes of answers are in memory. Default 32 MiB.</summary>
    public long MaxRememberedBytes { get; init; } = 32L * 1024 * 1024;
}
