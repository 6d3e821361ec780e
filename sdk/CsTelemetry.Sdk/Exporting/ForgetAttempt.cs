namespace CsTelemetry.Exporting;

/// <summary>Holds what an attempt to have a user forgotten came to.</summary>
/// <param name="status">What it came to.</param>
/// <param name="receiptId">The name of the receipt; null unless it was taken.</param>
/// <param name="retryAfter">How long the collector wants to be left alone; zero when it did not say.</param>
/// <param name="error">Why it was not taken; empty when it was.</param>
internal readonly struct ForgetAttempt(ForgetStatus status, string? receiptId, TimeSpan retryAfter, string error)
{
    public ForgetStatus Status { get; } = status;

    public string? ReceiptId { get; } = receiptId;

    public TimeSpan RetryAfter { get; } = retryAfter;

    public string Error { get; } = error;

    public static ForgetAttempt Taken(string receiptId) => new(ForgetStatus.Taken, receiptId, default, "");

    public static ForgetAttempt Retry(string error, TimeSpan after = default) => new(ForgetStatus.Retry, null, after, error);

    public static ForgetAttempt Refused(string error) => new(ForgetStatus.Refused, null, default, error);
}
