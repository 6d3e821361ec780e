using System.Text.Json.Nodes;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>The committed description of the API is the one that the code gives.</summary>
[Collection(SharedPortfolio.Name)]
public sealed class OpenApiTests(PortfolioFixture portfolio)
{
    [Fact]
    public async Task The_committed_document_is_what_the_collector_serves()
    {
        using var api = new ApiReader(portfolio.Collector.Http, key: null);
        var path = Path.Combine(Repository.Root, "collector", "dashboard", "openapi.json");

        var served = await api.GetTextAsync("/openapi/v1.json") + "\n";
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            await File.WriteAllTextAsync(path, served);
        }

        Assert.Equal("3.1", ((string)JsonNode.Parse(served)!["openapi"]!)[..3]);
        Assert.Equal(await File.ReadAllTextAsync(path), served);
    }
}
