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
    /// Says whether usage may be reported from now on. <see cref="ConsentState.Pending"/> holds everything back in memory
    /// and on disk; <see cref="ConsentState.Denied"/> cancels what is being sent and deletes what waits in memory and on
    /// disk. It takes at most 100 ms; a slow disk is finished in the background, and <see cref="GetStats"/> shows when
    /// nothing is left. What the collector has already taken it keeps.
    /// </summary>
    /// <param name="state">The state; at the start it is <see cref="CsTelemetryOptions.Consent"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="state"/> is none of the three.</exception>
    public void SetConsent(ConsentState state);
}
