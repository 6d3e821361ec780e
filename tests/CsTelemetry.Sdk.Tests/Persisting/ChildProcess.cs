using System.Diagnostics;
using System.Globalization;

namespace CsTelemetry.Sdk.Tests.Persisting;

/// <summary>A real process that reports, and what it said before it ended.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(string run, Process process)
    {
        Run = run;
        _process = process;
    }

    public string Run { get; }

    /// <summary>Gets up to which event the child began to track.</summary>
    public int Tracked { get; private set; }

    /// <summary>Gets up to which event the child said that all are delivered or on disk.</summary>
    public int Safe { get; private set; }

    public static ChildProcess Start(Uri endpoint, string directory, string run, string end)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = ["exec", PathOf("CsTelemetry.Sdk.Child"), endpoint.ToString(), directory, run, end];
        Array.ForEach(arguments, start.ArgumentList.Add);
        // Crash dumps of a child that is told to crash help nobody.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return new(run, process);
    }

    /// <summary>Reads so many lines, or up to the end.</summary>
    public async Task ReadAsync(int lines)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (lines-- > 0 && await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            Note(line);
        }
    }

    /// <summary>Sends SIGKILL, and reads what the child still managed to say.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    public async Task EndAsync()
    {
        await ReadAsync(int.MaxValue);
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Note(string line)
    {
        // A line may be cut by the kill; then its number may be too.
        var words = line.Split(' ');
        if (words.Length == 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            (Tracked, Safe) = words[0] switch
            {
                "tracking" => (Math.Max(Tracked, number), Safe),
                "safe" => (Tracked, Math.Max(Safe, number)),
                _ => (Tracked, Safe),
            };
        }
    }

    // artifacts/bin/CsTelemetry.Sdk.Tests/debug/ stands beside artifacts/bin/CsTelemetry.Sdk.Child/debug/.
    private static string PathOf(string name)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(here.Parent!.Parent!.FullName, name, here.Name, $"{name}.dll");
    }
}
