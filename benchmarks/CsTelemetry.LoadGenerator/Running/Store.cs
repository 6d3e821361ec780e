using System.Diagnostics;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Hosting;

namespace CsTelemetry.LoadGenerator.Running;

/// <summary>A ClickHouse of the run's own, so that its processor time, its tables and its life are at hand.</summary>
internal sealed class Store : IAsyncDisposable
{
    private static readonly TimeSpan RunningWithin = TimeSpan.FromSeconds(60);

    private readonly EmbeddedClickHouse _server;

    private Store(EmbeddedClickHouse server, ClickHouseClient client)
    {
        _server = server;
        Client = client;
    }

    public ClickHouseClient Client { get; }

    public ClickHouseEndpoint Endpoint => _server.Endpoint;

    public int ProcessId => _server.ProcessId ?? throw new InvalidOperationException("ClickHouse is not running.");

    public static async Task<Store> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var server = new EmbeddedClickHouse(new EmbeddedClickHouseOptions { DataDirectory = folder, CalmAfter = TimeSpan.Zero });
        var endpoint = await server.StartAsync(cancellationToken);
        return new Store(server, new ClickHouseClient(endpoint));
    }

    public async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        var rows = await Client.QueryAsync(new ClickHouseQuery($"SELECT ifNull(toInt64(({sql})), 0)"), row => row.ReadInt64(), cancellationToken);
        return rows[0];
    }

    /// <summary>Ends the server as a power cut does; its supervisor starts it again on the same port. Waits for it first if it is just being started.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        await RunningAsync(cancellationToken);
        using var process = Process.GetProcessById(ProcessId);
        process.Kill();
        await process.WaitForExitAsync(cancellationToken);
    }

    /// <exception cref="InvalidOperationException">It takes too long.</exception>
    public async Task RunningAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (_server.State != EmbeddedState.Running || _server.ProcessId is not { } id || !Directory.Exists($"/proc/{id}"))
        {
            if (Stopwatch.GetElapsedTime(started) > RunningWithin)
            {
                throw new InvalidOperationException($"ClickHouse does not answer {RunningWithin} after it was killed.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}
