using System.Net;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>The evidence card, by the command line and by the API.</summary>
[Collection(SharedPortfolio.Name)]
public sealed class ValidateTests(PortfolioFixture portfolio)
{
    [Fact]
    public async Task The_card_that_the_command_prints_is_the_one_that_is_served()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);

        var (exit, printed) = await portfolio.Collector.RunForTextAsync("validate", "--tenant", "acme");
        var card = await api.GetAsync("/v1/validation/1.0.0-auto");

        Assert.Equal(0, exit);
        Assert.Contains($"**{(string)card["verdict"]!}**", printed, StringComparison.Ordinal);
        Assert.Contains($" at {(int)card["snapshots"]!} account-month-ends of {(int)card["accounts"]!} accounts", printed, StringComparison.Ordinal);
        Assert.InRange((int)card["snapshots"]!, 1, 1_000);
        Assert.InRange((int)card["lost"]!, 0, (int)card["snapshots"]!);
    }

    [Fact]
    public async Task A_tenant_without_history_is_told_so()
    {
        var (exit, printed) = await portfolio.Collector.RunForTextAsync("validate", "--tenant", "nobody");

        Assert.NotEqual(0, exit);
        Assert.Contains("\"nobody\" has no events", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_was_never_validated_has_no_card()
    {
        using var api = new ApiReader(portfolio.Collector.Http, portfolio.ReadKey);

        Assert.Equal(HttpStatusCode.NotFound, (await api.TryGetAsync("/v1/validation/9.9.9")).Status);
    }
}
