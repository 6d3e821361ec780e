using System.Buffers.Binary;
using System.Security.Cryptography;
using CsTelemetry.Buffering;
using CsTelemetry.Configuration;
using CsTelemetry.Diagnosing;
using CsTelemetry.Exporting;
using CsTelemetry.Persisting;
using CsTelemetry.Reporting;
using CsTelemetry.Tracking;
using CsTelemetry.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CsTelemetry;

/// <summary>
/// Reports usage to a collector. Keep one for the life of the program and dispose it at the end: disposing sends what
/// is left, within <see cref="CsTelemetryOptions.ShutdownTimeout"/>, and keeps or counts what could not be sent. Safe for
/// any number of threads.
/// </summary>
public sealed class CsTelemetryClient : ICsTelemetry, IAsyncDisposable, IDisposable
{
    private readonly EventDoor _door;
    private readonly ExposureCounts _exposures;
    private readonly EventBuffer _buffer;
    private readonly IBatchTransport _transport;
    private readonly ClientMetrics _metrics;
    private readonly SelfDiagnosis _diagnosis;
    private readonly Forgetting _forgetting;
    private readonly Delivery _delivery;
    private readonly ExitWatch _exit;
    private readonly bool _hasDisk;

    private CsTelemetryClient(CsTelemetryOptions options, ILogger logger, TimeProvider time, IBatchTransport transport, Func<double> dice, IDiskFiles? files)
    {
        var safeLogger = new SafeLogger(logger);
        var instance = NewInstanceId();
        _transport = transport;
        _hasDisk = files is not null;
        var prefix = BatchFrame.Prefix(instance, SdkName.Full, options.Application, options.ApplicationVersion, options.Environment);
        _buffer = new EventBuffer(prefix, BufferLimits.From(options), options.FlushInterval, time, dice, options.Consent);
        _door = new EventDoor(_buffer, options, dice);
        _exposures = new ExposureCounts(_door, time);
        _metrics = new ClientMetrics(options.Application, _buffer.Read);
        _diagnosis = new SelfDiagnosis(options, _buffer.Read, time);
        var reporter = new DeliveryReporter(safeLogger, _buffer, options.Endpoint.Authority, time);
        var store = files is null ? null : new DiskStore(
            files, instance, DiskLimits.From(options), _buffer.Books, new DiskReporter(safeLogger, options.DiskDirectory ?? "", time), time, _buffer.WakeSender);
        _delivery = new Delivery(_buffer, store, reporter, StopTimes.Of(options.ShutdownTimeout, _hasDisk), time);
        _exit = new ExitWatch(OnExit);
        var schedule = new RetrySchedule(options.RetryFirstDelay, options.RetryLongestDelay);
        _forgetting = new Forgetting(_buffer, transport, schedule, time, dice);
        _delivery.Start(
            options.MaxInFlight,
            schedule,
            options.MaxBatchAge,
            new BatchAttempts(_buffer, transport, reporter, _metrics, time),
            dice);
    }

    /// <summary>Creates a client and starts its senders.</summary>
    /// <param name="options">What to report, and where to.</param>
    /// <param name="loggerFactory">Where the client reports on itself; null for nowhere.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <returns>The client; dispose it.</returns>
    /// <exception cref="OptionsValidationException">Options are out of range; it names every fault.</exception>
    public static CsTelemetryClient Create(CsTelemetryOptions options, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = OptionsFaults.Find(options);
        if (faults.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(CsTelemetryOptions), faults);
        }

        var time = timeProvider ?? TimeProvider.System;
        var logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<CsTelemetryClient>();
        return Create(options, logger, time, TransportFactory.Create(options, new SafeLogger(logger), time), Random.Shared.NextDouble);
    }

    /// <summary>Creates a client and starts its senders. Environment variables such as <c>CSTELEMETRY_API_KEY</c> are the defaults beneath.</summary>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The client; dispose it.</returns>
    /// <exception cref="OptionsValidationException">Options are out of range; it names every fault.</exception>
    public static CsTelemetryClient Create(Action<CsTelemetryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CsTelemetryOptions();
        EnvironmentDefaults.Apply(options, System.Environment.GetEnvironmentVariable);
        configure(options);
        return Create(options);
    }

    internal static CsTelemetryClient Create(
        CsTelemetryOptions options, ILogger logger, TimeProvider time, IBatchTransport transport, Func<double> dice, IDiskFiles? files = null)
    {
        // Nothing of the code that happens to create the client, such as its trace, may follow the senders for life.
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        return new(options, logger, time, transport, dice, files ?? (options.DiskDirectory is { } directory ? new DiskFiles(directory) : null));
    }

    /// <inheritdoc/>
    public bool TrackFeature(string feature, string accountId, string userId, in EventDetails details = default) =>
        _door.TryEnter(EventKind.FeatureUse, feature, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackFeature(string feature, in EventDetails details = default) =>
        _door.TryEnter(EventKind.FeatureUse, feature, null, null, in details);

    /// <inheritdoc/>
    public bool TrackFeature(TelemetryName feature, string accountId, string userId, in EventDetails details = default) =>
        _door.TryEnter(EventKind.FeatureUse, null, feature, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackFeature(TelemetryName feature, in EventDetails details = default) =>
        _door.TryEnter(EventKind.FeatureUse, null, feature, null, null, in details);

    /// <inheritdoc/>
    public bool TrackLogin(string accountId, string userId, in EventDetails details = default) =>
        _door.TryEnter(EventKind.Login, null, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackLoginFailed(string accountId, string? userId, in EventDetails details = default) =>
        _door.TryEnter(EventKind.LoginFailed, null, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackLogout(string accountId, string userId, in EventDetails details = default) =>
        _door.TryEnter(EventKind.Logout, null, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackPageView(string page, string accountId, string? userId, in EventDetails details = default) =>
        _door.TryEnter(EventKind.PageView, page, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackPageView(string page, in EventDetails details = default) =>
        _door.TryEnter(EventKind.PageView, page, null, null, in details);

    /// <inheritdoc/>
    public bool TrackError(string name, string accountId, string? userId, in EventDetails details = default) =>
        _door.TryEnter(EventKind.Error, name, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackError(string name, in EventDetails details = default) =>
        _door.TryEnter(EventKind.Error, name, null, null, in details);

    /// <inheritdoc/>
    public bool TrackCounter(string counter, double value, string accountId, string? userId, in EventDetails details = default) =>
        _door.TryEnter(EventKind.CustomCounter, counter, accountId, userId, details.With(value));

    /// <inheritdoc/>
    public bool TrackCounter(string counter, double value, in EventDetails details = default) =>
        _door.TryEnter(EventKind.CustomCounter, counter, null, null, details.With(value));

    /// <inheritdoc/>
    public bool TrackOutcome(string outcome, double value, string accountId, string? userId, in EventDetails details = default) =>
        _door.TryEnter(EventKind.Outcome, outcome, accountId, userId, details.With(value));

    /// <inheritdoc/>
    public bool TrackOutcome(string outcome, double value, in EventDetails details = default) =>
        _door.TryEnter(EventKind.Outcome, outcome, null, null, details.With(value));

    /// <inheritdoc/>
    public bool MarkRelease(string release, in EventDetails details = default) =>
        _door.TryEnter(EventKind.ReleaseMarker, release, null, null, in details);

    /// <inheritdoc/>
    public void TrackFlagExposure(string flag, string variant, string accountId, string? userId) =>
        _exposures.Add(flag, variant, accountId, userId);

    /// <inheritdoc/>
    public void TrackFlagExposure(string flag, string variant) => _exposures.Add(flag, variant, null, null);

    /// <inheritdoc/>
    public bool Identify(string accountId, string userId, ReadOnlySpan<TelemetryProperty> attributes) =>
        _door.TryEnter(EventKind.IdentifyUser, null, accountId, userId, new EventDetails { Properties = attributes });

    /// <inheritdoc/>
    public bool Identify(string accountId, string userId, string role, ReadOnlySpan<TelemetryProperty> attributes = default) =>
        Identify(accountId, userId, [new("role", role), .. attributes]);

    /// <inheritdoc/>
    public bool SetAccount(string accountId, ReadOnlySpan<TelemetryProperty> attributes) =>
        _door.TryEnter(EventKind.AccountAttributes, null, accountId, null, new EventDetails { Properties = attributes });

    /// <inheritdoc/>
    public bool SetAccount(string accountId, in AccountAttributes attributes) =>
        SetAccount(accountId, attributes.ToProperties());

    /// <inheritdoc/>
    public IDisposable BeginScope(TelemetryScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return _door.BeginScope(scope);
    }

    /// <inheritdoc/>
    public bool SetSuperProperty(in TelemetryProperty superProperty) =>
        _door.TrySet(in superProperty);

    /// <inheritdoc/>
    public void RemoveSuperProperty(string key) =>
        _door.Unset(key);

    /// <inheritdoc/>
    public ValueTask<FlushResult> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        _exposures.Report();
        return _buffer.FlushAsync(timeout, cancellationToken);
    }

    /// <inheritdoc/>
    public TelemetryStatistics GetStats() => _buffer.Read() with { RemovedProperties = _door.RemovedProperties };

    /// <inheritdoc/>
    public Task<TelemetryDiagnosis> DiagnoseAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _diagnosis.RunAsync(timeout, cancellationToken);

    /// <inheritdoc/>
    public void SetConsent(ConsentState state)
    {
        if (state is < ConsentState.Granted or > ConsentState.Denied)
        {
            throw new ArgumentOutOfRangeException(nameof(state), state, "Consent is Granted, Pending or Denied.");
        }

        if (state == ConsentState.Denied)
        {
            _exposures.Forget();
        }

        _delivery.SetConsent(state);
    }

    /// <inheritdoc/>
    public Task<ForgetResult> ForgetAsync(
        string userId, string? accountId = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(userId))
        {
            throw new ArgumentException("The user id is empty; name the person to forget.", nameof(userId));
        }

        _exposures.Forget(userId, accountId);
        return _forgetting.RunAsync(_door.Reported(userId), accountId, timeout, cancellationToken);
    }

    /// <summary>
    /// Takes no more events, sends what is left for at most the shutdown timeout, and writes the rest to disk or, without
    /// a <see cref="CsTelemetryOptions.DiskDirectory"/>, counts it as dropped. Calling it again does nothing.
    /// </summary>
    /// <returns>A task that ends when the client has stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        _exposures.Report();
        if (await _delivery.StopAsync().ConfigureAwait(false))
        {
            Release();
        }
    }

    /// <summary>Does what <see cref="DisposeAsync"/> does, and holds the calling thread meanwhile. Safe on a user-interface thread.</summary>
    public void Dispose()
    {
        _exposures.Report();
        if (_delivery.Stop())
        {
            Release();
        }
    }

    // A process that ends without disposing has no time to lose when there is a disk, and one last chance when there is
    // none. One that crashes is not held up for the network.
    private void OnExit(bool crashes)
    {
        if (crashes && !_hasDisk)
        {
            return;
        }

        _exposures.Report();
        if (!_delivery.Stop(send: !_hasDisk))
        {
            _delivery.KeepLeftoversNow();
        }
    }

    private void Release()
    {
        _exit.Dispose();
        _exposures.Dispose();
        _buffer.Dispose();
        _metrics.Dispose();
        _transport.Dispose();
    }

    private static ulong NewInstanceId()
    {
        Span<byte> bytes = stackalloc byte[8];
        ulong id;
        do
        {
            RandomNumberGenerator.Fill(bytes);
            id = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        }
        while (id == 0);
        return id;
    }
}
