using System.Diagnostics;
using System.Globalization;
using CsTelemetry.ClickHouse;

namespace CsTelemetry.LoadGenerator.Running;

/// <summary>The real collector in a process of its own, on a folder and a store of the run's own.</summary>
internal sealed class CollectorUnderTest(string folder, ClickHouseEndpoint store) : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SettledWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(50);

    private readonly int[] _ports = LoopbackPorts.Take(2);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private Process? _process;

    public Uri Grpc => new($"http://127.0.0.1:{_ports[0]}");

    public Uri Http => new($"http://127.0.0.1:{_ports[1]}");

    public int ProcessId => _process!.Id;

    public CollectorLog Log { get; } = new(folder + ".log");

    /// <summary>Gets or sets further settings, as environment variables; they hold from the next start on.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; set; } = new Dictionary<string, string>();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Launch();
        await ReadyAsync(cancellationToken);
    }

    /// <summary>Starts the process on the same folder and ports as ever, and does not wait.</summary>
    public void Launch()
    {
        var port = (int index) => _ports[index].ToString(CultureInfo.InvariantCulture);
        _process = Run("serve", "--data", folder, "--grpc-port", port(0), "--http-port", port(1));
        _ = Log.FollowAsync(_process.StandardOutput);
    }

    /// <exception cref="InvalidOperationException">It has ended by itself, or takes too long.</exception>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(cancellationToken))
        {
            if (_process!.HasExited || Stopwatch.GetElapsedTime(started) > ReadyWithin)
            {
                throw new InvalidOperationException(_process.HasExited
                    ? $"The collector has ended by itself with exit code {_process.ExitCode}; see {Log.File}."
                    : $"The collector is not ready after {ReadyWithin}; see {Log.File}.");
            }

            await Task.Delay(LookAgainAfter, TimeProvider.System, cancellationToken);
        }
    }

    public async Task<string> CreateKeyAsync(string tenant, string scopes)
    {
        using var process = Run("keys", "create", "--data", folder, "--tenant", tenant, "--scopes", scopes);
        var key = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return key.Trim();
    }

    public async Task<MetricsReading> MetricsAsync(CancellationToken cancellationToken) =>
        new(await _http.GetStringAsync(new Uri(Http, "/metrics"), cancellationToken));

    /// <summary>Waits until everything in the log is in the store, audited.</summary>
    /// <exception cref="InvalidOperationException">That takes too long.</exception>
    public async Task<MetricsReading> SettledAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var metrics = await MetricsAsync(cancellationToken);
            if (metrics.Pending == 0)
            {
                return metrics;
            }

            if (Stopwatch.GetElapsedTime(started) > SettledWithin)
            {
                throw new InvalidOperationException($"After {SettledWithin} {metrics.Pending} events of the log are still not in the store; see {Log.File}.");
            }

            await Task.Delay(LookAgainAfter, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Ends it as a power cut does.</summary>
    /// <exception cref="InvalidOperationException">It has ended by itself before.</exception>
    public async Task KillAsync()
    {
        if (_process!.HasExited)
        {
            throw new InvalidOperationException($"The collector has ended by itself with exit code {_process.ExitCode}; see {Log.File}.");
        }

        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
        _http.Dispose();
    }

    private Process Run(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CsTelemetry.Collector.dll"), .. arguments]) { RedirectStandardOutput = true };
        start.Environment["ClickHouse__Url"] = store.Url.ToString();
        start.Environment["ClickHouse__User"] = store.User;
        start.Environment["ClickHouse__Password"] = store.Password;
        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(Http, "/readyz"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
