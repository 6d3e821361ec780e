using System.Diagnostics;
using System.Text.Json.Nodes;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>gRPC clients that nobody here wrote publish to the real collector, and find their events in its API.</summary>
[Collection(SharedPortfolio.Name)]
public sealed class PeerTests(PortfolioFixture portfolio)
{
    [PeerTheory]
    [InlineData("/usr/bin/python3", "python/publish.py", "unary")]
    [InlineData("/usr/bin/python3", "python/publish.py", "stream")]
    [InlineData("node", "node/publish.mjs", "unary")]
    [InlineData("node", "node/publish.mjs", "stream")]
    public async Task A_batch_that_a_peer_publishes_twice_is_counted_once(string program, string script, string mode)
    {
        var tenant = $"peer-{Path.GetFileName(program).TrimEnd('3')}-{mode}";
        var key = await portfolio.Collector.CreateKeyAsync(tenant, "ingest,read");

        var first = await PublishAsync(program, script, mode, key);
        var again = await PublishAsync(program, script, mode, key);

        Assert.Equal("OK", (string)first["code"]!);
        Assert.Equal((300, 0, 0), ((int)first["accepted"]!, (int)first["rejected"]!, (int)first["duplicates"]!));
        Assert.Equal((300, 0, 3), ((int)again["accepted"]!, (int)again["rejected"]!, (int)again["duplicates"]!));
        using var api = new ApiReader(portfolio.Collector.Http, key);
        await api.SettledAsync();
        var stored = await api.GetAsync("/v1/ingestion");
        Assert.Equal(300, (long)stored["raw_events"]!);
        Assert.Equal(300, (long)stored["rollup_events"]!);
    }

    private async Task<JsonNode> PublishAsync(string program, string script, string mode, string key)
    {
        var path = Path.Combine(Repository.Root, "tests", "peers", script);
        var start = new ProcessStartInfo(
            program,
            [path, "--address", portfolio.Collector.Grpc.Authority, "--key", key, "--account", "initech", "--events", "100", "--batches", "3", "--mode", mode, "--instance", "424242"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonNode.Parse(output) ?? throw new InvalidOperationException($"{script} printed no JSON: {await errors}");
    }
}
