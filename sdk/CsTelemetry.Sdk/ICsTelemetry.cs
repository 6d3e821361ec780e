namespace CsTelemetry;

/// <summary>
/// Reports who uses what. Safe for any number of threads. The Track calls, <see cref="Identify"/> and
/// <see cref="SetAccount"/> only copy bytes into memory: they never wait for the network and never throw.
/// </summary>
/// <remarks>
/// Identifiers and names hold 1 to 256 bytes of UTF-8, property texts up to 1,024, and an event up to 32 properties.
/// A call that breaks a limit, or that finds the buffer full, returns false and is counted by reason in
/// <see cref="GetStats"/>; nothing is dropped uncounted.
/// </remarks>
public interface ICsTelemetry
{
    /// <summary>Reports that a user used a feature: the only kind of event that adoption is made of.</summary>
    /// <param name="feature">The feature's key, such as <c>reports.export</c>. Required.</param>
    /// <param name="accountId">The customer organisation, in your own naming. Required.</param>
    /// <param name="userId">The person, in your own naming; hash it if it is personal. Required.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackFeature(string feature, string accountId, string userId, in EventDetails details = default);

    /// <summary>Reports that a user signed in. A property <c>method</c> may say how.</summary>
    /// <param name="accountId">The customer organisation. Required.</param>
    /// <param name="userId">The person. Required.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackLogin(string accountId, string userId, in EventDetails details = default);

    /// <summary>Reports that a user signed out.</summary>
    /// <param name="accountId">The customer organisation. Required.</param>
    /// <param name="userId">The person. Required.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackLogout(string accountId, string userId, in EventDetails details = default);

    /// <summary>Reports that a page was seen. Navigation never counts as adoption.</summary>
    /// <param name="page">The page's name. Required.</param>
    /// <param name="accountId">The customer organisation. Required.</param>
    /// <param name="userId">The person; null or empty when nobody is signed in.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackPageView(string page, string accountId, string? userId, in EventDetails details = default);

    /// <summary>Says who a user is: each attribute, such as <c>role</c>, replaces the one of the same key.</summary>
    /// <param name="accountId">The customer organisation. Required.</param>
    /// <param name="userId">The person. Required.</param>
    /// <param name="attributes">The attributes; at most 32, with different keys.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool Identify(string accountId, string userId, ReadOnlySpan<TelemetryProperty> attributes);

    /// <summary>Says what an account is, such as its <c>name</c>, <c>plan</c> or <c>time_zone</c>.</summary>
    /// <param name="accountId">The customer organisation. Required.</param>
    /// <param name="attributes">The attributes; at most 32, with different keys.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool SetAccount(string accountId, ReadOnlySpan<TelemetryProperty> attributes);

    /// <summary>
    /// Sends what is waiting now, and waits until each of those events is settled or the time is over. Events tracked
    /// later are not waited for. After the client is disposed it returns at once.
    /// </summary>
    /// <param name="timeout">How long to wait; zero only asks for sending.</param>
    /// <param name="cancellationToken">Stops the waiting, not the sending.</param>
    /// <returns>What became of the events that were waiting; it says "delivered" only of what the collector confirmed.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative (infinite is allowed) or longer than 24 days.</exception>
    public ValueTask<FlushResult> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Reads the client's books in one consistent look: they balance at every moment.</summary>
    /// <returns>The counts since the client started.</returns>
    public TelemetryStatistics GetStats();

    /// <summary>
    /// Finds out why events do not arrive: whether the collector's name resolves, a connection and TLS come about, which
    /// transport works, whether the key does, how far the clocks are apart, whether the disk can be written, and whether
    /// the books balance. It sends a batch without events, which no collector stores. Never shows the key.
    /// </summary>
    /// <param name="timeout">The most time that all steps together may take; null for 10 s. 100 ms to 10 min.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The steps, each with what to do; <c>ToString()</c> is a report for people.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is out of range.</exception>
    public Task<TelemetryDiagnosis> DiagnoseAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default);
}
