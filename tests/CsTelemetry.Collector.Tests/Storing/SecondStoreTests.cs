namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Names the collection that has another embedded server, so that its tests run beside those of <see cref="RealStoreTests"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SecondStoreTests : ICollectionFixture<StoreFixture>
{
    public const string Name = "second store";
}
