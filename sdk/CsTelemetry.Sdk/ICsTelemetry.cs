namespace CsTelemetry;

/// <summary>
/// Reports who uses what. Safe for any number of threads. The Track, Mark, Identify and Set calls only copy bytes into
/// memory: they never wait for the network and never throw.
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

    /// <summary>Reports that the user of the open scope used a feature.</summary>
    /// <param name="feature">The feature's key, such as <c>reports.export</c>. Required.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackFeature(string feature, in EventDetails details = default);

    /// <summary>Reports that a user used a feature whose key is already encoded.</summary>
    /// <param name="feature">The feature's key, such as <c>reports.export</c>. Required.</param>
    /// <param name="accountId">The customer organisation, in your own naming. Required.</param>
    /// <param name="userId">The person, in your own naming; hash it if it is personal. Required.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackFeature(TelemetryName feature, string accountId, string userId, in EventDetails details = default);

    /// <summary>Reports that the user of the open scope used a feature whose key is already encoded.</summary>
    /// <param name="feature">The feature's key, such as <c>reports.export</c>. Required.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackFeature(TelemetryName feature, in EventDetails details = default);

    /// <summary>Reports that a user signed in. A property <c>method</c> may say how.</summary>
    /// <param name="accountId">The customer organisation, in your own naming. Required.</param>
    /// <param name="userId">The person, in your own naming; hash it if it is personal. Required.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackLogin(string accountId, string userId, in EventDetails details = default);

    /// <summary>Reports that a sign-in failed. Properties <c>method</c> and <c>reason</c> may say how and why.</summary>
    /// <param name="accountId">The customer organisation, in your own naming. Required.</param>
    /// <param name="userId">The person, if known.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackLoginFailed(string accountId, string? userId, in EventDetails details = default);

    /// <summary>Reports that a user signed out.</summary>
    /// <param name="accountId">The customer organisation, in your own naming. Required.</param>
    /// <param name="userId">The person, in your own naming; hash it if it is personal. Required.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackLogout(string accountId, string userId, in EventDetails details = default);

    /// <summary>Reports that a page was seen; navigation never counts as adoption.</summary>
    /// <param name="page">The page's name. Required.</param>
    /// <param name="accountId">The customer organisation, in your own naming. Required.</param>
    /// <param name="userId">The person; null or empty when nobody is signed in.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackPageView(string page, string accountId, string? userId, in EventDetails details = default);

    /// <summary>Reports that a page was seen; navigation never counts as adoption, with the account and user of the open scope.</summary>
    /// <param name="page">The page's name. Required.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackPageView(string page, in EventDetails details = default);

    /// <summary>Reports that something failed for the user.</summary>
    /// <param name="name">The error's name, such as <c>export.timeout</c>; no message with personal data. Required.</param>
    /// <param name="accountId">The customer organisation, in your own naming. Required.</param>
    /// <param name="userId">The person; null or empty when nobody is signed in.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackError(string name, string accountId, string? userId, in EventDetails details = default);

    /// <summary>Reports that something failed for the user, with the account and user of the open scope.</summary>
    /// <param name="name">The error's name, such as <c>export.timeout</c>; no message with personal data. Required.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackError(string name, in EventDetails details = default);

    /// <summary>Adds to a number of your own.</summary>
    /// <param name="counter">The counter's name, such as <c>storage.gigabytes</c>. Required.</param>
    /// <param name="value">What to add, in your own unit; finite. Comes before the details' own value.</param>
    /// <param name="accountId">The customer organisation, in your own naming. Required.</param>
    /// <param name="userId">The person; null or empty when nobody is signed in.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackCounter(string counter, double value, string accountId, string? userId, in EventDetails details = default);

    /// <summary>Adds to a number of your own, with the account and user of the open scope.</summary>
    /// <param name="counter">The counter's name, such as <c>storage.gigabytes</c>. Required.</param>
    /// <param name="value">What to add, in your own unit; finite. Comes before the details' own value.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackCounter(string counter, double value, in EventDetails details = default);

    /// <summary>Reports that the customer reached an outcome.</summary>
    /// <param name="outcome">The outcome's name, such as <c>invoice.paid</c>. Required.</param>
    /// <param name="value">Its worth, in your own unit; finite. Comes before the details' own value.</param>
    /// <param name="accountId">The customer organisation, in your own naming. Required.</param>
    /// <param name="userId">The person; null or empty when nobody is signed in.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackOutcome(string outcome, double value, string accountId, string? userId, in EventDetails details = default);

    /// <summary>Reports that the customer reached an outcome, with the account and user of the open scope.</summary>
    /// <param name="outcome">The outcome's name, such as <c>invoice.paid</c>. Required.</param>
    /// <param name="value">Its worth, in your own unit; finite. Comes before the details' own value.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool TrackOutcome(string outcome, double value, in EventDetails details = default);

    /// <summary>Marks that a release of your product went live, for the whole tenant.</summary>
    /// <param name="release">The release's name, such as <c>2026.11</c>. Required.</param>
    /// <param name="details">What else is known; may be left out.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool MarkRelease(string release, in EventDetails details = default);

    /// <summary>
    /// Counts that a user was shown a variant of a feature flag. Exposures are added up and reported about once a minute,
    /// at a flush and at disposal, as counters named <c>flag:FLAG=VARIANT</c>, so that a flag may be reported whenever it is read.
    /// </summary>
    /// <param name="flag">The flag's key. Required.</param>
    /// <param name="variant">What the user was shown, such as <c>on</c>. Required.</param>
    /// <param name="accountId">The customer organisation. Required.</param>
    /// <param name="userId">The person; null or empty when nobody is signed in.</param>
    public void TrackFlagExposure(string flag, string variant, string accountId, string? userId);

    /// <summary>Counts that the user of the open scope was shown a variant of a feature flag.</summary>
    /// <param name="flag">The flag's key. Required.</param>
    /// <param name="variant">What the user was shown, such as <c>on</c>. Required.</param>
    public void TrackFlagExposure(string flag, string variant);

    /// <summary>Says who a user is: each attribute, such as <c>role</c>, replaces the one of the same key.</summary>
    /// <param name="accountId">The customer organisation. Required.</param>
    /// <param name="userId">The person. Required.</param>
    /// <param name="attributes">The attributes; at most 32, with different keys.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool Identify(string accountId, string userId, ReadOnlySpan<TelemetryProperty> attributes);

    /// <summary>Says who a user is, and the role by which never-used lists and target audiences are made.</summary>
    /// <param name="accountId">The customer organisation. Required.</param>
    /// <param name="userId">The person. Required.</param>
    /// <param name="role">The role, such as <c>admin</c>; at most 1,024 bytes of UTF-8.</param>
    /// <param name="attributes">Further attributes; at most 31, with different keys.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool Identify(string accountId, string userId, string role, ReadOnlySpan<TelemetryProperty> attributes = default);

    /// <summary>Says what an account is, such as its <c>name</c>, <c>plan</c> or <c>time_zone</c>.</summary>
    /// <param name="accountId">The customer organisation. Required.</param>
    /// <param name="attributes">The attributes; at most 32, with different keys.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool SetAccount(string accountId, ReadOnlySpan<TelemetryProperty> attributes);

    /// <summary>Says what an account is: its name, seats, plan, segment, renewal date and time zone.</summary>
    /// <param name="accountId">The customer organisation. Required.</param>
    /// <param name="attributes">The attributes; what is left out stays as it is known.</param>
    /// <returns>True when the event was taken; false when it was dropped, and counted.</returns>
    public bool SetAccount(string accountId, in AccountAttributes attributes);

    /// <summary>
    /// Opens a scope for the calling code and what it awaits: calls within it need not name the account and user. Dispose
    /// what is returned in the same method, innermost first.
    /// </summary>
    /// <param name="scope">What is known; properties that break a limit are left out and counted.</param>
    /// <returns>What ends the scope.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="scope"/> is null.</exception>
    public IDisposable BeginScope(TelemetryScope scope);

    /// <summary>Adds a property to every event from now on, on all threads; it replaces the one of the same key.</summary>
    /// <param name="superProperty">The property. An event's or scope's own property of the same key comes first.</param>
    /// <returns>False when it breaks a limit, is not on the list of allowed properties, or would be the 33rd.</returns>
    public bool SetSuperProperty(in TelemetryProperty superProperty);

    /// <summary>Adds the property to no further event.</summary>
    /// <param name="key">The property's name; one that is not set is ignored.</param>
    public void RemoveSuperProperty(string key);

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

    /// <summary>
    /// Says whether usage may be reported from now on. <see cref="ConsentState.Pending"/> holds everything back in memory
    /// and on disk; <see cref="ConsentState.Denied"/> cancels what is being sent and deletes what waits in memory and on
    /// disk. It takes at most 100 ms; a slow disk is finished in the background, and <see cref="GetStats"/> shows when
    /// nothing is left. What the collector has already taken it keeps.
    /// </summary>
    /// <param name="state">The state; at the start it is <see cref="CsTelemetryOptions.Consent"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="state"/> is none of the three.</exception>
    public void SetConsent(ConsentState state);

    /// <summary>
    /// Has a user forgotten: removes their events that still wait here and were never sent, and orders the collector to
    /// erase what it holds and to refuse what arrives later but happened before. The key needs the scope <c>erase</c>.
    /// Repeating it is harmless. It is tried again until it is taken, refused for good, or the time is over.
    /// </summary>
    /// <param name="userId">The person, in the naming of the events; hashed here as they are. Required.</param>
    /// <param name="accountId">The customer organisation; null for all.</param>
    /// <param name="timeout">How long to try; null for 30 s. 100 ms to 10 min.</param>
    /// <param name="cancellationToken">Ends the trying.</param>
    /// <returns>Whether the collector took the order, and the name of its receipt.</returns>
    /// <exception cref="ArgumentException"><paramref name="userId"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<ForgetResult> ForgetAsync(
        string userId, string? accountId = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default);
}
