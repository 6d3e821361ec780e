namespace CsTelemetry.EndToEnd.Tests;

/// <summary>The tests that read one collector's portfolio.</summary>
[CollectionDefinition(Name)]
public sealed class SharedPortfolio : ICollectionFixture<PortfolioFixture>
{
    public const string Name = "portfolio";
}
