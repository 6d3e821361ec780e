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
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "CsTelemetry.LoadGenerator", configuration, "CsTelemetry.LoadGenerator.dll");
        var start = new ProcessStartInfo("dotnet", [program, "torture", "--kills", "4", "--store-kills", "2", "--seed", "7"]) { RedirectStandardOutput = true };
        using var limit = new CancellationTokenSource(DoneWithin);

        using var torture = Process.Start(start)!;
        try
        {
            var told = await torture.StandardOutput.ReadToEndAsync(limit.Token);
            await torture.WaitForExitAsync(limit.Token);

            output.WriteLine(told);
            AssertGood(told);
            Assert.Equal(0, torture.ExitCode);
        }
        finally
        {
            torture.Kill(entireProcessTree: true);
        }
    }

    private static void AssertGood(string told)
    {
        var line = told.TrimEnd().Split('\n')[^1];
        var figures = line.Split(' ').Select(figure => figure.Split('=')).ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture));
        Assert.Equal(4, figures["kills"]);
        Assert.Equal(2, figures["store_kills"]);
        Assert.True(figures["acked"] > 0, line);
        Assert.Equal(0, figures["lost"]);
        Assert.Equal(0, figures["doubled"]);
        Assert.Equal(figures["raw"], figures["rollup"]);
        Assert.True(figures["raw"] >= figures["acked"], line);
    }
}
