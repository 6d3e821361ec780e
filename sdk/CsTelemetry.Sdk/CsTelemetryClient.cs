using System.Security.Cryptography;
using CsTelemetry.Buffering;
using CsTelemetry.Configuration;
using CsTelemetry.Exporting;
using CsTelemetry.Persisting;
using CsTelemetry.Reporting;
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
    private readonly EventBuffer _buffer;
    private readonly IBatchTransport _transport;
    private readonly ClientMetrics _metrics;
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
        _metrics = new ClientMetrics(options.Application, _buffer.Read);
        var reporter = new DeliveryReporter(safeLogger, _buffer, options.Endpoint.Authority, time);
        var store = files is null ? null : new DiskStore(
            files, instance, DiskLimits.From(options), _buffer.Books, new DiskReporter(safeLogger, options.DiskDirectory ?? "", time), time, _buffer.WakeSender);
        _delivery = new Delivery(_buffer, store, reporter, StopTimes.Of(options.ShutdownTimeout, _hasDisk), time);
        _exit = new ExitWatch(OnExit);
        _delivery.Start(
            options.MaxInFlight,
            new RetrySchedule(options.RetryFirstDelay, options.RetryLongestDelay),
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
        return Create(options, logger, time, new GrpcTransport(options, SdkName.Full, time), Random.Shared.NextDouble);
    }

    /// <summary>Creates a client and starts its senders.</summary>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The client; dispose it.</returns>
    /// <exception cref="OptionsValidationException">Options are out of range; it names every fault.</exception>
    public static CsTelemetryClient Create(Action<CsTelemetryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CsTelemetryOptions();
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
        _buffer.TryAdd(EventKind.FeatureUse, feature, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackLogin(string accountId, string userId, in EventDetails details = default) =>
        _buffer.TryAdd(EventKind.Login, null, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackLogout(string accountId, string userId, in EventDetails details = default) =>
        _buffer.TryAdd(EventKind.Logout, null, accountId, userId, in details);

    /// <inheritdoc/>
    public bool TrackPageView(string page, string accountId, string? userId, in EventDetails details = default) =>
        _buffer.TryAdd(EventKind.PageView, page, accountId, userId, in details);

    /// <inheritdoc/>
    public bool Identify(string accountId, string userId, ReadOnlySpan<TelemetryProperty> attributes) =>
        _buffer.TryAdd(EventKind.IdentifyUser, null, accountId, userId, new EventDetails { Properties = attributes });

    /// <inheritdoc/>
    public bool SetAccount(string accountId, ReadOnlySpan<TelemetryProperty> attributes) =>
        _buffer.TryAdd(EventKind.AccountAttributes, null, accountId, null, new EventDetails { Properties = attributes });

    /// <inheritdoc/>
    public ValueTask<FlushResult> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _buffer.FlushAsync(timeout, cancellationToken);

    /// <inheritdoc/>
    public TelemetryStatistics GetStats() => _buffer.Read();

    /// <inheritdoc/>
    public void SetConsent(ConsentState state)
    {
        if (state is < ConsentState.Granted or > ConsentState.Denied)
        {
            throw new ArgumentOutOfRangeException(nameof(state), state, "Consent is Granted, Pending or Denied.");
        }

        _delivery.SetConsent(state);
    }

    /// <summary>
    /// Takes no more events, sends what is left for at most the shutdown timeout, and writes the rest to disk or, without
    /// a <see cref="CsTelemetryOptions.DiskDirectory"/>, counts it as dropped. Calling it again does nothing.
    /// </summary>
    /// <returns>A task that ends when the client has stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        if (await _delivery.StopAsync().ConfigureAwait(false))
        {
            Release();
        }
    }

    /// <summary>Does what <see cref="DisposeAsync"/> does, and holds the calling thread meanwhile. Safe on a user-interface thread.</summary>
    public void Dispose()
    {
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

        if (!_delivery.Stop(send: !_hasDisk))
        {
            _delivery.KeepLeftoversNow();
        }
    }

    private void Release()
    {
        _exit.Dispose();
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
            id = BitConverter.ToUInt64(bytes);
        }
        while (id == 0);
        return id;
    }
}
