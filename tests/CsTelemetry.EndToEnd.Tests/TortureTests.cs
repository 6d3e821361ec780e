using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>The load generator's `torture`, small: collector and ClickHouse are killed while clients lose replies and repeat themselves.</summary>
public sealed class TortureTests(ITestOutputHelper output)
{
    private static readonly TimeSpan DoneWithin = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Nothing_is_lost_or_doubled_while_the_collector_and_clickhouse_are_killed()
    {
        var (exitCode, figures) = await RunAsync("--kills", "4", "--store-kills", "2", "--seed", "7");

        Assert.Equal(4, figures["kills"]);
        Assert.Equal(2, figures["store_kills"]);
        Assert.Equal(0, figures["lost"]);
        Assert.Equal(0, figures["doubled"]);
        Assert.Equal(figures["raw"], figures["rollup"]);
        Assert.InRange(figures["acked"], 1, figures["raw"]);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task A_store_that_was_falsified_is_noticed()
    {
        var (exitCode, figures) = await RunAsync("--kills", "1", "--store-kills", "0", "--seed", "8", "--sabotage");

        Assert.Equal(2, figures["lost"]);
        Assert.Equal(3, figures["doubled"]);
        Assert.NotEqual(figures["raw"], figures["rollup"]);
        Assert.Equal(1, exitCode);
    }

    private async Task<(int ExitCode, Dictionary<string, long> Figures)> RunAsync(params string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "CsTelemetry.LoadGenerator", configuration, "CsTelemetry.LoadGenerator.dll");
        var start = new ProcessStartInfo("dotnet", [program, "torture", .. arguments]) { RedirectStandardOutput = true };
        var folder = Directory.CreateTempSubdirectory("cstelemetry-e2e-").FullName;

        // A run that goes wrong keeps its logs and tables.
        start.Environment["TMPDIR"] = folder;
        using var limit = new CancellationTokenSource(DoneWithin);
        using var torture = Process.Start(start)!;
        try
        {
            var told = await torture.StandardOutput.ReadToEndAsync(limit.Token);
            await torture.WaitForExitAsync(limit.Token);
            output.WriteLine(told);
            return (torture.ExitCode, Figures(told));
        }
        finally
        {
            torture.Kill(entireProcessTree: true);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, long> Figures(string told) => told.TrimEnd().Split('\n')[^1].Split(' ')
        .Select(figure => figure.Split('='))
        .ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture));
}
