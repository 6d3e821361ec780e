using System.Diagnostics;
using CsTelemetry.ClickHouse.Hosting;
using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Hosting;

/// <summary>Is an embedded server of one test, which may kill it.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly SemaphoreSlim _restarted = new(0);

    private OwnServer()
    {
        Options = new EmbeddedClickHouseOptions
        {
            DataDirectory = Path.Combine(_folder.Path, "data"),
            FirstRestartDelay = TimeSpan.FromMilliseconds(10),
            LongestRestartDelay = TimeSpan.FromMilliseconds(50),
        };
        Server = new EmbeddedClickHouse(Options);
        Server.Restarted += () => _restarted.Release();
    }

    internal EmbeddedClickHouseOptions Options { get; }

    internal EmbeddedClickHouse Server { get; }

    internal ClickHouseClient Client { get; private set; } = null!;

    internal static async Task<OwnServer> StartAsync()
    {
        var own = new OwnServer();
        own.Client = new ClickHouseClient(await own.Server.StartAsync(CancellationToken.None));
        return own;
    }

    /// <summary>Kills the host with SIGKILL.</summary>
    internal void Kill()
    {
        using var process = Process.GetProcessById(Server.ProcessId!.Value);
        process.Kill();
    }

    internal async Task RestartedAsync() =>
        Assert.True(await _restarted.WaitAsync(TimeSpan.FromSeconds(30)), "The server was not restarted within 30 s.");

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await Server.DisposeAsync();
        _restarted.Dispose();
        _folder.Dispose();
    }
}
