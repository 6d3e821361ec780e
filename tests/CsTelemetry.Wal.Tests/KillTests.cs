using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Wal.Tests;

public sealed class KillTests : IDisposable
{
    private const int Kills = 5;
    private readonly string _directory = Directory.CreateTempSubdirectory("cstelemetry-wal-kill-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Every_number_that_killed_processes_printed_is_in_the_log_once_and_unchanged()
    {
        var printed = new HashSet<long>();
        var dice = new Random(7);
        for (var kill = 0; kill < Kills; kill++)
        {
            printed.UnionWith(await RunAndKill(first: (kill * 1_000_000L) + 1, afterLines: dice.Next(50, 800)));
            var found = await ReadNumbers();
            Assert.Equal(found.Count, found.Distinct().Count());
            Assert.Empty(printed.Except(found));
        }

        Assert.True(printed.Count > Kills * 50);
    }

    private static string DotnetHost() => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private async Task<List<long>> RunAndKill(long first, int afterLines)
    {
        var start = new ProcessStartInfo(DotnetHost())
        {
            RedirectStandardOutput = true,
            ArgumentList = { "exec", typeof(WriterProgram).Assembly.Location, "write", _directory, first.ToString(CultureInfo.InvariantCulture) },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The writer did not start.");
        var numbers = new List<long>();
        var isKilled = false;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            numbers.Add(long.Parse(line, CultureInfo.InvariantCulture));
            if (numbers.Count >= afterLines && !isKilled)
            {
                process.Kill();
                isKilled = true;
            }
        }

        await process.WaitForExitAsync();
        Assert.True(isKilled, $"The writer ended by itself with code {process.ExitCode}.");
        return numbers;
    }

    private async Task<List<long>> ReadNumbers()
    {
        var options = new WalOptions { Directory = _directory, SegmentBytes = 256 * 1024, MaxRecordBytes = 64 * 1024 };
        await using var log = WriteAheadLog.Open(options, TimeProvider.System, NullLogger.Instance);
        using var cursor = log.OpenCursor(1);
        var numbers = new List<long>();
        while (cursor.TryRead(out var record))
        {
            var text = Encoding.UTF8.GetString(record.Payload.Span);
            var number = long.Parse(text.AsSpan(0, text.IndexOf(':')), CultureInfo.InvariantCulture);
            Assert.Equal(WriterProgram.PayloadOf(number), text);
            numbers.Add(number);
        }

        Assert.Equal(0, log.Statistics.CorruptRecordsSkipped);
        return numbers;
    }
}
