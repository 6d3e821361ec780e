namespace CsTelemetry.Exporting;

/// <summary>Holds what an attempt to have a user forgotten came to.</summary>
/// <param name="Status">What it came to.</param>
/// <param name="ReceiptId">The name of the receipt; null unless it was taken.</param>
/// <param name="RetryAfter">How long the collector wants to be left alone; zero when it did not say.</param>
/// <param name="Error">Why it was not taken; empty when it was.</param>
internal readonly record struct ForgetAttempt(ForgetStatus Status, string? ReceiptId, TimeSpan RetryAfter, string Error)
{
    public static ForgetAttempt Taken(string receiptId) => new(ForgetStatus.Taken, receiptId, default, "");

    public static ForgetAttempt Retry(string error, TimeSpan after = default) => new(ForgetStatus.Retry, null, after, error);

    public static ForgetAttempt Refused(string error) => new(ForgetStatus.Refused, null, default, error);
}
