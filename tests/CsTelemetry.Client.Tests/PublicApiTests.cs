using CsTelemetry.Sdk.Tests.Client;

namespace CsTelemetry.Client.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() => PublicSurface.AssertApproved(typeof(CsTelemetryApiClient).Assembly);
}
