namespace CsTelemetry.Testing.Recording;

/// <summary>Waits until a record holds what a test is waiting for. It waits by the machine's clock, also when the client's stands still.</summary>
internal static class EventWait
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(20);

    /// <exception cref="TimeoutException">It did not come; the message lists what did.</exception>
    public static async Task<T> UntilAsync<T>(
        Func<IReadOnlyList<RecordedEvent>> read, Func<IReadOnlyList<RecordedEvent>, T?> find, TimeSpan? timeout, CancellationToken cancellationToken)
        where T : class
    {
        var patience = timeout ?? DefaultPatience;
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var events = read();
            if (find(events) is { } found)
            {
                return found;
            }

            if (TimeProvider.System.GetElapsedTime(started) >= patience)
            {
                throw new TimeoutException($"What was waited for did not come within {patience.TotalSeconds:0.###} s. What came: {Describe(events)}");
            }

            await Task.Delay(Step, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Describe(IReadOnlyList<RecordedEvent> events) =>
        events.Count == 0 ? "nothing." : string.Join(", ", events.Select(one => $"{one.Kind} {one.AccountId}/{one.UserId} {one.Feature}".TrimEnd())) + ".";
}
