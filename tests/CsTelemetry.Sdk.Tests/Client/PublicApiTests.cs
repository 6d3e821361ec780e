namespace CsTelemetry.Sdk.Tests.Client;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() => PublicSurface.AssertApproved(typeof(ICsTelemetry).Assembly);
}
