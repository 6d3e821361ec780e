using System.ComponentModel;
using System.Diagnostics;

namespace CsTelemetry.Grpc.Tests.Peers;

/// <summary>Runs a program to its end, or to a limit of time.</summary>
internal static class PeerProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Runs it and gives its standard output; fails the test with its standard error when it fails.</summary>
    public static async Task<string> RunAsync(string program, string folder, string howToInstall, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Start(start, howToInstall);
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {Limit.TotalSeconds} s.");
        }

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} failed with {process.ExitCode}. {howToInstall}\n{await errors}");
        return await output;
    }

    private static Process Start(ProcessStartInfo start, string howToInstall)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"The peer {start.FileName} cannot be started. {howToInstall}", e);
        }
    }
}
