namespace CsTelemetry.ClickHouse.Tests.Servers;

/// <summary>Names the collection whose tests take turns, with one server for all.</summary>
[CollectionDefinition(Name)]
public sealed class EmbeddedServerTests : ICollectionFixture<EmbeddedFixture>
{
    public const string Name = "embedded server";
}
