using System.Diagnostics;
using System.Globalization;
using CsTelemetry.ClickHouse;

namespace CsTelemetry.LoadGenerator.Running;

/// <summary>The real collector in a process of its own, on a folder and a store of the run's own.</summary>
internal sealed class CollectorUnderTest(string folder, ClickHouseEndpoint store) : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    private readonly int[] _ports = LoopbackPorts.Take(2);
    private Process? _process;

    public Uri Grpc => new($"http://127.0.0.1:{_ports[0]}");

    public Uri Http => new($"http://127.0.0.1:{_ports[1]}");

    public int ProcessId => _process!.Id;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var port = (int index) => _ports[index].ToString(CultureInfo.InvariantCulture);
        _process = Run("serve", "--data", folder, "--grpc-port", port(0), "--http-port", port(1));
        _ = DrainAsync(_process.StandardOutput);
        using var http = new HttpClient { BaseAddress = Http };
        var started = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(http, cancellationToken))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > ReadyWithin)
            {
                throw new InvalidOperationException($"The collector is not ready after {ReadyWithin}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    public async Task<string> CreateKeyAsync(string tenant, string scopes)
    {
        using var process = Run("keys", "create", "--data", folder, "--tenant", tenant, "--scopes", scopes);
        var key = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return key.Trim();
    }

    /// <summary>Ends it as a power cut does.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
    }

    private Process Run(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CsTelemetry.Collector.dll"), .. arguments]) { RedirectStandardOutput = true };
        start.Environment["ClickHouse__Url"] = store.Url.ToString();
        start.Environment["ClickHouse__User"] = store.User;
        start.Environment["ClickHouse__Password"] = store.Password;
        return Process.Start(start)!;
    }

    private static async Task DrainAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is not null)
        {
            // Its log is not wanted here; a full pipe would stop it.
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            return (await http.GetAsync(new Uri("/readyz", UriKind.Relative), cancellationToken)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
