using System.ComponentModel;
using System.Diagnostics;

namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>Is one run of the host. Its standard input is the lifeline: closed, the host ends.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;

    private HostProcess(Process process) => _process = process;

    internal LastWords Output { get; } = new();

    internal int Id => _process.Id;

    internal bool HasExited => _process.HasExited;

    internal int ExitCode => _process.ExitCode;

    internal static HostProcess Start(HostCommand command)
    {
        var process = new Process { StartInfo = command.ToStartInfo() };
        var host = new HostProcess(process);
        process.ErrorDataReceived += (_, line) => host.Output.Add(line.Data ?? "");
        // ClickHouse's prompt and banner: read, so that the pipe never fills, and dropped.
        process.OutputDataReceived += (_, _) => { };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            process.Dispose();
            throw new EmbeddedClickHouseException($"The host of the embedded ClickHouse could not be started: {exception.Message}", exception);
        }

        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return host;
    }

    internal Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Closes the lifeline and waits; after the limit it kills. Answers whether the end was clean.</summary>
    internal async Task<bool> StopAsync(TimeSpan limit, TimeProvider time)
    {
        using var timer = new CancellationTokenSource(limit, time);
        try
        {
            CloseLifeline();
            await _process.WaitForExitAsync(timer.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            return false;
        }
    }

    internal async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public void Dispose() => _process.Dispose();

    private void CloseLifeline()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The other end is gone already.
        }
    }
}
