namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Names the collection whose tests share one embedded server and take turns.</summary>
[CollectionDefinition(Name)]
public sealed class RealStoreTests : ICollectionFixture<StoreFixture>
{
    public const string Name = "real store";
}
