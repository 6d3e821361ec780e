namespace CsTelemetry.Compatibility;

/// <summary>Adds what later runtimes know about tasks.</summary>
internal static class TaskExtensions
{
    extension(Task)
    {
        public static Task Delay(TimeSpan delay, TimeProvider time) => time.Delay(delay);

        public static Task Delay(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken) => time.Delay(delay, cancellationToken);
    }

    public static Task CancelAsync(this CancellationTokenSource source) => Task.Run(source.Cancel);

    public static Task<Stream> ReadAsStreamAsync(this HttpContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsStreamAsync();
    }
}
