using System.Diagnostics;

namespace CsTelemetry.Sdk.Tests.Samples;

/// <summary>Runs one of the samples as a process and keeps what it prints.</summary>
internal sealed record SampleProcess(int ExitCode, string Output, string Errors)
{
    public static Task<SampleProcess> RunAsync(string name, params string[] arguments) =>
        StartAsync("dotnet", ["exec", PathOf($"{name}.dll"), .. arguments]);

    public static Task<SampleProcess> RunOnMonoAsync(string name, params string[] arguments) =>
        StartAsync("mono", [PathOf($"{name}.exe"), .. arguments]);

    private static async Task<SampleProcess> StartAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var end = patience.Token.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return new(process.ExitCode, await output, await errors);
    }

    // artifacts/bin/CsTelemetry.Sdk.Tests/debug/ stands beside artifacts/bin/UsageReplay/debug/.
    private static string PathOf(string file)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(here.Parent!.Parent!.FullName, Path.GetFileNameWithoutExtension(file), here.Name, file);
    }
}
