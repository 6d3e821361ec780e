using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>
/// Runs a real ClickHouse server in a child process on loopback: starts it, starts it again when it
/// ends by itself (same port and passwords, so clients only retry), and stops it. The child ends
/// with this process however this one ends. Start and stop once; the properties are thread-safe.
/// </summary>
public sealed class EmbeddedClickHouse : IAsyncDisposable
{
    private readonly EmbeddedClickHouseOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RestartSchedule _schedule;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private EmbeddedServer? _server;
    private volatile HostProcess? _host;
    private Task _supervision = Task.CompletedTask;
    private volatile EmbeddedState _state = EmbeddedState.New;
    private int _restarts;

    /// <summary>Checks the options; starts nothing.</summary>
    /// <exception cref="ArgumentException">An option is out of its range; all faults are listed.</exception>
    public EmbeddedClickHouse(EmbeddedClickHouseOptions options, TimeProvider? time = null, ILogger<EmbeddedClickHouse>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger<EmbeddedClickHouse>.Instance;
        _schedule = new RestartSchedule(options.FirstRestartDelay, options.LongestRestartDelay);
    }

    /// <summary>Is raised after each restart, when the server answers again; on the supervisor's thread, so return soon.</summary>
    public event Action? Restarted;

    /// <summary>Gets what the supervisor is doing.</summary>
    public EmbeddedState State => _state;

    /// <summary>Gets how often the server ended by itself and was started again.</summary>
    public int RestartCount => Volatile.Read(ref _restarts);

    /// <summary>Gets the child's process id; null while none runs.</summary>
    public int? ProcessId => _host?.Id;

    /// <summary>Gets the endpoint of the user that owns the tables.</summary>
    /// <exception cref="InvalidOperationException">Not started.</exception>
    public ClickHouseEndpoint Endpoint => Server.Endpoint;

    /// <summary>
    /// Gets the endpoint of the read-only user for SQL that people wrote: SELECT on the documented views alone, which show the rows
    /// of the tenant that the request's header names; 30 s (at most 60), 300 MB, and no setting can be changed.
    /// </summary>
    /// <exception cref="InvalidOperationException">Not started.</exception>
    public ClickHouseEndpoint ReaderEndpoint => Server.ReaderEndpoint;

    private EmbeddedServer Server => _server ?? throw new InvalidOperationException("The embedded ClickHouse is not started; call StartAsync first.");

    /// <summary>Tells which libchdb.so would be used.</summary>
    /// <param name="libraryPath">The file, if it is configured; null to look for it.</param>
    /// <exception cref="EmbeddedClickHouseException">There is none; the message lists all places and says how to install it.</exception>
    public static string FindLibrary(string? libraryPath) =>
        LibraryLocator.Find(libraryPath, Environment.GetEnvironmentVariable(LibraryLocator.EnvironmentName), AppContext.BaseDirectory);

    /// <summary>Starts the server and waits until it answers.</summary>
    /// <exception cref="EmbeddedClickHouseException">A file is missing, the directory is in use, or the server does not answer in time.</exception>
    public async Task<ClickHouseEndpoint> StartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_state != EmbeddedState.New)
            {
                throw new InvalidOperationException($"The embedded ClickHouse is {_state}; it starts once.");
            }

            _state = EmbeddedState.Starting;
            var server = EmbeddedServer.Prepare(_options, _time);
            _server = server;
            _host = await StartHostAsync(server, cancellationToken);
            _state = EmbeddedState.Running;
            _supervision = SuperviseAsync(server, _host, _stopping.Token);
            return server.Endpoint;
        }
        catch when (_state == EmbeddedState.Starting)
        {
            _server?.Dispose();
            _state = EmbeddedState.Stopped;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops the server: asks, waits <see cref="EmbeddedClickHouseOptions.StopTimeout"/>, then kills. Callable again.</summary>
    public async Task StopAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_state is EmbeddedState.New or EmbeddedState.Stopped)
            {
                _state = EmbeddedState.Stopped;
                return;
            }

            _state = EmbeddedState.Stopping;
            await _stopping.CancelAsync();
            await _supervision;
            await StopHostAsync();
            _server?.Dispose();
            _state = EmbeddedState.Stopped;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc cref="StopAsync"/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private async Task SuperviseAsync(EmbeddedServer server, HostProcess host, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var failures = 0;
        var since = _time.GetTimestamp();
        try
        {
            while (true)
            {
                await host.WaitForExitAsync(cancellationToken);
                failures = _time.GetElapsedTime(since) > _options.CalmAfter ? 1 : failures + 1;
                host = await RestartAsync(server, host, failures, cancellationToken);
                since = _time.GetTimestamp();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // StopAsync takes over the host that runs, if one does.
        }
        catch (Exception exception)
        {
            Log.SupervisorFailed(_logger, exception);
        }
    }

    private async Task<HostProcess> RestartAsync(EmbeddedServer server, HostProcess ended, int failures, CancellationToken cancellationToken)
    {
        _state = EmbeddedState.Restarting;
        _host = null;
        var delay = _schedule.DelayAfter(failures, Random.Shared.NextDouble());
        Log.ServerEnded(_logger, ended.ExitCode, failures, delay.TotalSeconds, ended.Output.ToString());
        ended.Dispose();
        while (true)
        {
            await Task.Delay(delay, _time, cancellationToken);
            try
            {
                var host = await StartHostAsync(server, cancellationToken);
                _host = host;
                _state = EmbeddedState.Running;
                Interlocked.Increment(ref _restarts);
                ClickHouseMetrics.Restarted();
                TellSubscribers();
                return host;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Whatever it was, the next attempt may succeed, and without a server nothing works.
                Log.RestartFailed(_logger, failures, exception);
                delay = _schedule.DelayAfter(++failures, Random.Shared.NextDouble());
            }
        }
    }

    private async Task<HostProcess> StartHostAsync(EmbeddedServer server, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var host = await server.StartAsync(cancellationToken);
        Log.ServerStarted(_logger, host.Id, server.Endpoint.Url.Port, _time.GetElapsedTime(started).TotalSeconds);
        return host;
    }

    private async Task StopHostAsync()
    {
        if (_host is not { } host)
        {
            return;
        }

        _host = null;
        var started = _time.GetTimestamp();
        if (!await host.StopAsync(_options.StopTimeout, _time))
        {
            Log.ServerKilled(_logger, _options.StopTimeout.TotalSeconds);
        }

        Log.ServerStopped(_logger, host.ExitCode, _time.GetElapsedTime(started).TotalSeconds);
        host.Dispose();
    }

    private void TellSubscribers()
    {
        try
        {
            Restarted?.Invoke();
        }
        catch (Exception exception)
        {
            // What a subscriber does wrong must not end the supervision.
            Log.SubscriberFailed(_logger, exception);
        }
    }
}
