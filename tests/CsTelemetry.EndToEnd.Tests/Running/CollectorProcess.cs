using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CsTelemetry.EndToEnd.Tests.Running;

/// <summary>A real collector in a process of its own, with its embedded ClickHouse, in a folder that is deleted at the end.</summary>
internal sealed class CollectorProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StoppedWithin = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("cstelemetry-e2e-").FullName;
    private readonly StringBuilder _output = new();
    private readonly int[] _ports = LoopbackPorts.Take(2);
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly string _scheme;
    private Process? _process;

    private CollectorProcess(string scheme, IReadOnlyDictionary<string, string> environment)
    {
        _scheme = scheme;
        _environment = environment;
    }

    public Uri Grpc => new($"{_scheme}://127.0.0.1:{_ports[0]}");

    public Uri Http => new($"{_scheme}://127.0.0.1:{_ports[1]}");

    /// <summary>Gets its data directory.</summary>
    public string DataDirectory => _folder;

    public static Task<CollectorProcess> StartAsync() => StartAsync("http", new Dictionary<string, string>());

    /// <summary>Starts it with further settings, as environment variables.</summary>
    public static async Task<CollectorProcess> StartAsync(string scheme, IReadOnlyDictionary<string, string> environment)
    {
        var collector = new CollectorProcess(scheme, environment);
        try
        {
            await collector.StartAgainAsync();
            return collector;
        }
        catch
        {
            await collector.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a key by the command line, as an operator does.</summary>
    public async Task<string> CreateKeyAsync(string tenant, string scopes)
    {
        using var process = Process.Start(Describe("keys", "create", "--data", _folder, "--tenant", tenant, "--scopes", scopes))!;
        var key = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await process.StandardError.ReadToEndAsync());
        return key.Trim();
    }

    /// <summary>Runs a command on its folder, as an operator does beside it.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = Process.Start(Describe([.. arguments, "--data", _folder]))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, error);
    }

    /// <summary>Runs a command on its folder; what it printed on either stream is one text.</summary>
    public async Task<(int ExitCode, string Output)> RunForTextAsync(params IEnumerable<string> arguments)
    {
        var (exitCode, output, error) = await RunAsync(arguments);
        return (exitCode, output + error);
    }

    /// <summary>Runs a command of the command line as it is and returns its exit code.</summary>
    public async Task<int> RunPlainAsync(params string[] arguments)
    {
        using var process = Process.Start(Describe(arguments))!;
        var told = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Keep(await told);
        Keep(await complained);
        return process.ExitCode;
    }

    /// <summary>Ends it as an operator does, and waits until it is gone.</summary>
    public async Task StopAsync()
    {
        await TellToStopAsync();
        await EndedAsync();
    }

    /// <summary>Tells it to end, and does not wait.</summary>
    public async Task TellToStopAsync()
    {
        using var terminate = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await terminate.WaitForExitAsync();
    }

    /// <summary>Waits until it is gone; returns its exit code.</summary>
    public async Task<int> EndedAsync()
    {
        using var limit = new CancellationTokenSource(StoppedWithin);
        await _process!.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Starts it on the same folder and ports, and waits until it is ready.</summary>
    public async Task StartAgainAsync()
    {
        var port = (int index) => _ports[index].ToString(CultureInfo.InvariantCulture);
        _process = Process.Start(Describe("serve", "--data", _folder, "--grpc-port", port(0), "--http-port", port(1)))!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ReadyAsync();
    }

    /// <summary>Ends it as a power cut does, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends only its ClickHouse child, the same way.</summary>
    public void KillStore()
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Where(folder => IsChild(folder, _process!.Id));
        foreach (var child in children)
        {
            Process.GetProcessById(int.Parse(Path.GetFileName(child), CultureInfo.InvariantCulture)).Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await StopAsync();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private ProcessStartInfo Describe(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CsTelemetry.Collector.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A test waits for the audit of its few events; by default the collector rests between audits, for the store has other work.
        start.Environment["Store__AuditShare"] = "1";
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool IsChild(string folder, int parent)
    {
        try
        {
            // | pid (name) state ppid …   the name may hold spaces and brackets
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == parent.ToString(CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task ReadyAsync()
    {
        // Whose certificate it is does not matter here; the tests of TLS look at it.
        using var trusting = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var http = new HttpClient(trusting) { BaseAddress = Http };
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < ReadyWithin)
        {
            Assert.False(_process!.HasExited, $"The collector ended:\n{Output()}");
            try
            {
                if ((await http.GetAsync(new Uri("/readyz", UriKind.Relative))).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        Assert.Fail($"The collector was not ready within {ReadyWithin}:\n{Output()}");
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }

    private string Output()
    {
        lock (_output)
        {
            return _output.ToString();
        }
    }
}
