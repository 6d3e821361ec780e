using System.Diagnostics;

namespace CsTelemetry.Samples.Tests;

/// <summary>A sample that runs as a process.</summary>
internal sealed class RunningSample : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private RunningSample(Process process) => _process = process;

    public static RunningSample Start(string name, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var folder = FolderOf(name);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var argument in (string[])["exec", Path.Combine(folder, $"{name}.dll"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        return new(Process.Start(start)!);
    }

    /// <summary>Reads what it prints until a line has the words.</summary>
    public async Task<string> UntilAsync(string words)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The sample ended and never said '{words}'.");
    }

    /// <summary>Waits for its end, and gives what it printed.</summary>
    public async Task<string> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var output = await _process.StandardOutput.ReadToEndAsync(patience.Token);
        await _process.WaitForExitAsync(patience.Token);
        Assert.Equal(0, _process.ExitCode);
        return output;
    }

    /// <summary>Asks it to end as a service manager does.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    // artifacts/bin/CsTelemetry.Samples.Tests/debug/ stands beside artifacts/bin/ProjectBoard/debug/.
    private static string FolderOf(string name)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(here.Parent!.Parent!.FullName, name, here.Name);
    }
}
