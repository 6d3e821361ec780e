using CsTelemetry.Sdk.Tests.Client;
using CsTelemetry.Testing;

namespace CsTelemetry.Sdk.Testing.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() => PublicSurface.AssertApproved(typeof(InMemoryTelemetry).Assembly);
}
