using System.Diagnostics;
using System.Globalization;
using CsTelemetry.ClickHouse;
using CsTelemetry.LoadGenerator.Running;

namespace CsTelemetry.LoadGenerator.Naive;

/// <summary>The naive pipeline in a process of its own.</summary>
internal sealed class NaiveProcess : IAsyncDisposable
{
    private readonly Process _process;

    private NaiveProcess(Process process, Uri grpc)
    {
        _process = process;
        Grpc = grpc;
    }

    public Uri Grpc { get; }

    public int ProcessId => _process.Id;

    public static async Task<NaiveProcess> StartAsync(ClickHouseEndpoint store, CancellationToken cancellationToken)
    {
        var port = LoopbackPorts.Take(1)[0].ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("dotnet", [typeof(NaiveProcess).Assembly.Location, NaiveServerCommand.Name, NaiveServerCommand.PortOption, port]) { RedirectStandardOutput = true };
        start.Environment[NaiveTable.UrlVariable] = store.Url.ToString();
        start.Environment[NaiveTable.UserVariable] = store.User;
        start.Environment[NaiveTable.PasswordVariable] = store.Password;
        var naive = new NaiveProcess(Process.Start(start)!, new Uri($"http://127.0.0.1:{port}"));
        while (await naive._process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line == NaiveServer.Listening)
            {
                return naive;
            }
        }

        await naive.DisposeAsync();
        throw new InvalidOperationException("The naive server has ended while it started.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
