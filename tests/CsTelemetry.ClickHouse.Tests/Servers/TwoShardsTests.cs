namespace CsTelemetry.ClickHouse.Tests.Servers;

/// <summary>Names the collection whose tests take turns, with one cluster for all.</summary>
[CollectionDefinition(Name)]
public sealed class TwoShardsTests : ICollectionFixture<TwoShardsFixture>
{
    public const string Name = "two shards";
}
