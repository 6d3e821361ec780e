using CsTelemetry.Configuration;
using CsTelemetry.Testing.Recording;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CsTelemetry.Testing;

/// <summary>
/// Keeps what is tracked in memory, for tests. It is the real client, with its checks, scopes, sampling, limits and books,
/// over a transport that takes every batch at once: what a test sees here is what a collector would have got. Safe for
/// any number of threads.
/// </summary>
public sealed class InMemoryTelemetry : ICsTelemetry, IAsyncDisposable, IDisposable
{
    // Longer than any test waits for a thread, and short enough to say what hangs.
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(10);

    private readonly EventRecord _record = new();
    private readonly CsTelemetryClient _client;
    private volatile ConsentState _consent;

    /// <summary>Makes a client that keeps what is tracked.</summary>
    /// <param name="configure">Sets options, such as an allow-list; null for the defaults. No key is needed, and nothing is sent or written to disk.</param>
    /// <param name="timeProvider">The clock; null for the system's. It may stand still: nothing here waits by it.</param>
    /// <exception cref="OptionsValidationException">Options are out of range; it names every fault.</exception>
    public InMemoryTelemetry(Action<CsTelemetryOptions>? configure = null, TimeProvider? timeProvider = null)
        : this(Configured(configure), timeProvider)
    {
    }

    internal InMemoryTelemetry(CsTelemetryOptions options, TimeProvider? timeProvider)
    {
        var faults = OptionsFaults.Find(options);
        if (faults.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(CsTelemetryOptions), faults);
        }

        _consent = options.Consent;
        _client = CsTelemetryClient.Create(options, NullLogger.Instance, timeProvider ?? TimeProvider.System, new InMemoryTransport(_record), Random.Shared.NextDouble);
    }

    /// <summary>
    /// Gets every event that was tracked before this was read and since <see cref="Clear"/>, in order. It hurries what
    /// is waiting and takes no time of the client's clock; what it gives does not change any more. Events that wait for
    /// consent are not among them.
    /// </summary>
    /// <exception cref="TimeoutException">The client did not hand over its events within 10 s.</exception>
    public IReadOnlyList<RecordedEvent> Events
    {
        get
        {
            Hurry();
            return _record.Read();
        }
    }

    /// <summary>Forgets every event that was tracked so far. The books of <see cref="GetStats"/> go on.</summary>
    /// <exception cref="TimeoutException">The client did not hand over its events within 10 s.</exception>
    public void Clear()
    {
        Hurry();
        _record.Clear();
    }

    /// <summary>Waits until so many events were tracked since <see cref="Clear"/>.</summary>
    /// <param name="count">How many; more may have come.</param>
    /// <param name="timeout">How long to wait, by the machine's clock; null for 20 s.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>All events.</returns>
    /// <exception cref="TimeoutException">They did not come; the message lists what did.</exception>
    public Task<IReadOnlyList<RecordedEvent>> WaitForAsync(int count, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        EventWait.UntilAsync(() => Events, events => events.Count >= count ? events : null, timeout, cancellationToken);

    /// <summary>Waits until an event was tracked that the predicate is true of.</summary>
    /// <param name="predicate">Says whether it is the event.</param>
    /// <param name="timeout">How long to wait, by the machine's clock; null for 20 s.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The first such event.</returns>
    /// <exception cref="TimeoutException">It did not come; the message lists what did.</exception>
    public Task<RecordedEvent> WaitForAsync(Func<RecordedEvent, bool> predicate, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        EventWait.UntilAsync(() => Events, events => events.FirstOrDefault(predicate), timeout, cancellationToken);

    /// <inheritdoc/>
    public bool TrackFeature(string feature, string accountId, string userId, in EventDetails details = default) =>
        _client.TrackFeature(feature, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackFeature(string feature, in EventDetails details = default) => _client.TrackFeature(feature, in details);

    /// <inheritdoc/>
    public bool TrackFeature(TelemetryName feature, string accountId, string userId, in EventDetails details = default) =>
        _client.TrackFeature(feature, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackFeature(TelemetryName feature, in EventDetails details = default) => _client.TrackFeature(feature, in details);

    /// <inheritdoc/>
    public bool TrackLogin(string accountId, string userId, in EventDetails details = default) => _client.TrackLogin(accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackLoginFailed(string accountId, string? userId, in EventDetails details = default) =>
        _client.TrackLoginFailed(accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackLogout(string accountId, string userId, in EventDetails details = default) => _client.TrackLogout(accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackPageView(string page, string accountId, string? userId, in EventDetails details = default) =>
        _client.TrackPageView(page, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackPageView(string page, in EventDetails details = default) => _client.TrackPageView(page, in details);

    /// <inheritdoc/>
    public bool TrackError(string name, string accountId, string? userId, in EventDetails details = default) =>
        _client.TrackError(name, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackError(string name, in EventDetails details = default) => _client.TrackError(name, in details);

    /// <inheritdoc/>
    public bool TrackCounter(string counter, double value, string accountId, string? userId, in EventDetails details = default) =>
        _client.TrackCounter(counter, value, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackCounter(string counter, double value, in EventDetails details = default) => _client.TrackCounter(counter, value, in details);

    /// <inheritdoc/>
    public bool TrackOutcome(string outcome, double value, string accountId, string? userId, in EventDetails details = default) =>
        _client.TrackOutcome(outcome, value, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackOutcome(string outcome, double value, in EventDetails details = default) => _client.TrackOutcome(outcome, value, in details);

    /// <inheritdoc/>
    public bool MarkRelease(string release, in EventDetails details = default) => _client.MarkRelease(release, in details);

    /// <inheritdoc/>
    public void TrackFlagExposure(string flag, string variant, string accountId, string? userId) =>
        _client.TrackFlagExposure(flag, variant, accountId, userId);

    /// <inheritdoc/>
    public void TrackFlagExposure(string flag, string variant) => _client.TrackFlagExposure(flag, variant);

    /// <inheritdoc/>
    public bool Identify(string accountId, string userId, ReadOnlySpan<TelemetryProperty> attributes) => _client.Identify(accountId, userId, attributes);

    /// <inheritdoc/>
    public bool Identify(string accountId, string userId, string role, ReadOnlySpan<TelemetryProperty> attributes = default) =>
        _client.Identify(accountId, userId, role, attributes);

    /// <inheritdoc/>
    public bool SetAccount(string accountId, ReadOnlySpan<TelemetryProperty> attributes) => _client.SetAccount(accountId, attributes);

    /// <inheritdoc/>
    public bool SetAccount(string accountId, in AccountAttributes attributes) => _client.SetAccount(accountId, in attributes);

    /// <inheritdoc/>
    public IDisposable BeginScope(TelemetryScope scope) => _client.BeginScope(scope);

    /// <inheritdoc/>
    public bool SetSuperProperty(in TelemetryProperty superProperty) => _client.SetSuperProperty(in superProperty);

    /// <inheritdoc/>
    public void RemoveSuperProperty(string key) => _client.RemoveSuperProperty(key);

    /// <inheritdoc/>
    public ValueTask<FlushResult> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default) => _client.FlushAsync(timeout, cancellationToken);

    /// <inheritdoc/>
    public TelemetryStatistics GetStats() => _client.GetStats();

    /// <inheritdoc/>
    public Task<TelemetryDiagnosis> DiagnoseAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _client.DiagnoseAsync(timeout, cancellationToken);

    /// <inheritdoc/>
    public void SetConsent(ConsentState state)
    {
        _client.SetConsent(state);
        _consent = state;
    }

    /// <summary>Removes the user's events, those in <see cref="Events"/> included, as a collector does.</summary>
    /// <inheritdoc/>
    public Task<ForgetResult> ForgetAsync(string userId, string? accountId = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        Hurry();
        return _client.ForgetAsync(userId, accountId, timeout, cancellationToken);
    }

    /// <summary>Ends the client; <see cref="Events"/> can still be read.</summary>
    /// <returns>A task that ends when the client has stopped.</returns>
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    /// <summary>Does what <see cref="DisposeAsync"/> does.</summary>
    public void Dispose() => _client.Dispose();

    /// <summary>Sets what this client must have to work in memory and in order.</summary>
    internal static void Prepare(CsTelemetryOptions options)
    {
        options.ApiKey = string.IsNullOrEmpty(options.ApiKey) ? "test.kit" : options.ApiKey;
        options.DiskDirectory = null;
        // Two senders could swap batches, and events are to be seen in their order.
        options.MaxInFlight = 1;
    }

    private static CsTelemetryOptions Configured(Action<CsTelemetryOptions>? configure)
    {
        var options = new CsTelemetryOptions { Application = "tests" };
        configure?.Invoke(options);
        Prepare(options);
        return options;
    }

    private void Hurry()
    {
        if (_consent == ConsentState.Pending)
        {
            // What waits for consent has not been handed over, and nothing can hurry it.
            return;
        }

        // The flush runs on other threads to its end, so that it can be waited for on any thread and with any clock.
        if (!_client.FlushAsync(Timeout.InfiniteTimeSpan).AsTask().Wait(ReadPatience))
        {
            throw new TimeoutException($"The client did not hand over its events within {ReadPatience.TotalSeconds:0} s: {_client.GetStats()}");
        }
    }
}
