using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>The samples in other languages print what the collector says.</summary>
[Collection(SharedPortfolio.Name)]
public sealed partial class SampleTests(PortfolioFixture portfolio)
{
    private const string Feature = "feature-8";

    [PeerTheory]
    [InlineData("sh", "adoption.sh")]
    [InlineData("/usr/bin/python3", "adoption.py")]
    [InlineData("node", "adoption.mjs")]
    public async Task A_sample_lists_the_accounts_at_risk_one_explained_score_and_who_never_used_a_feature(string program, string script)
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);
        var atRisk = await api.ListAsync("/v1/adoption-scores?band=at_risk&sort=score");
        var scored = await api.ListAsync("/v1/adoption-scores?state=scored");
        var neverUsed = await api.ListAsync($"/v1/features/{Feature}/never-used");
        var account = (string)scored[0]["account_id"]!;
        var score = await api.GetAsync($"/v1/accounts/{account}/adoption-score");

        var (exitCode, output, error) = await RunAsync(program, script, portfolio.ReadKey, Feature, account);

        Assert.True(exitCode == 0, error);
        var parts = output.ReplaceLineEndings("\n").Split("\n\n");
        Assert.Equal(3, parts.Length);
        Assert.NotEmpty(atRisk);
        Assert.Equal(
            [$"At risk: {atRisk.Count} accounts", .. atRisk.Select(row => $"{row["account_id"]} {Rounded((double)row["score"]!)} {row["top_reason"]}")],
            Lines(parts[0]));
        Assert.Equal(
            [
                $"{account}: {Rounded((double)score["score"]!)}, {score["band"]}, as of {score["as_of"]}",
                .. score["components"]!.AsArray().Select(line => $"{Rounded((double)line!["points"]!)} of {Rounded((double)line["points"]! + (double)line["points_lost"]!)} {line["label"]}: {line["reason"]}"),
                .. score["caps"]!.AsArray().Select(line => $"{Rounded((double)line!["points"]!)} {line["reason"]}"),
            ],
            Lines(parts[1]));
        Assert.Equal(
            [$"Never used {Feature}: {neverUsed.Count} accounts", .. neverUsed.Select(item => $"{item["account_id"]}")],
            Lines(parts[2]));
    }

    [PeerTheory]
    [InlineData("sh", "adoption.sh")]
    [InlineData("/usr/bin/python3", "adoption.py")]
    [InlineData("node", "adoption.mjs")]
    public async Task A_sample_that_is_refused_says_why_and_fails(string program, string script)
    {
        var (exitCode, _, error) = await RunAsync(program, script, portfolio.ReadKey, Feature, "nobody/here");
        var (withoutKey, _, _) = await RunAsync(program, script, "wrong.key", Feature, "nobody");

        Assert.Equal((1, 1), (exitCode, withoutKey));
        Assert.Contains("There is no such account. No event of the account \"nobody/here\"", error, StringComparison.Ordinal);
        Assert.DoesNotContain(portfolio.ReadKey, error, StringComparison.Ordinal);
    }

    // Languages round halves differently; what counts is the number.
    private static string Rounded(double number) => Math.Floor(number + .5).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(string part) => part.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => Blanks().Replace(line, " "));

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string program, string script, string key, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, [Path.Combine(Repository.Root, "samples", "ReadScores", script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CSTELEMETRY_URL"] = portfolio.Collector.Http.ToString(), ["CSTELEMETRY_KEY"] = key },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
