using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace CsTelemetry.EndToEnd.Tests.Running;

/// <summary>Runs a command of the collector in a real pseudo-terminal, by the system's <c>script</c>, and types into it.</summary>
internal sealed partial class Terminal : IAsyncDisposable
{
    private const char Interrupt = '\x3';
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly StringBuilder _shown = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _waiters = [];
    private readonly Task _reading;

    private Terminal(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    public static Terminal Start(params IEnumerable<string> arguments)
    {
        var command = string.Join(' ', ((string[])["dotnet", Path.Combine(AppContext.BaseDirectory, "CsTelemetry.Collector.dll"), .. arguments]).Select(part => $"'{part}'"));
        var start = new ProcessStartInfo("script", ["-qefc", $"stty cols 120 rows 40; {command}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["TERM"] = "xterm" },
        };

        // On a build server the library behind the progress bar takes every terminal for a log.
        foreach (var name in (string[])["CI", "GITHUB_ACTIONS", "NO_COLOR"])
        {
            start.Environment.Remove(name);
        }

        return new Terminal(Process.Start(start)!);
    }

    /// <summary>Gets all that was shown, with the terminal's control sequences.</summary>
    public string Raw
    {
        get
        {
            lock (_shown)
            {
                return _shown.ToString();
            }
        }
    }

    /// <summary>Gets what was shown, as words alone.</summary>
    public string Words => Escape().Replace(Raw, "");

    /// <summary>Waits until a text is shown.</summary>
    public async Task SeesAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_shown)
        {
            _waiters.Add((text, seen));
            Tell();
        }

        var first = await Task.WhenAny(seen.Task, _reading).WaitAsync(Limit);
        Assert.True(first == seen.Task || seen.Task.IsCompleted, $"It ended without showing \"{text}\":\n{Words}");
    }

    /// <summary>Presses Ctrl-C.</summary>
    public async Task InterruptAsync()
    {
        await _process.StandardInput.WriteAsync(Interrupt);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for its end; returns its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _reading.WaitAsync(Limit);
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new char[4096];
        int read;
        while ((read = await _process.StandardOutput.ReadAsync(buffer)) > 0)
        {
            lock (_shown)
            {
                _shown.Append(buffer, 0, read);
                Tell();
            }
        }
    }

    private void Tell()
    {
        // A bar is drawn again ten times a second: nobody reads all of it each time for nobody.
        if (_waiters.Count > 0)
        {
            var words = Words;
            _waiters.RemoveAll(waiter => words.Contains(waiter.Text, StringComparison.Ordinal) && waiter.Seen.TrySetResult());
        }
    }

    [GeneratedRegex(@"\x1B\[[0-9;?]*[A-Za-z]|\r")]
    private static partial Regex Escape();
}
