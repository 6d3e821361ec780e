namespace CsTelemetry.Wal.Tests;

public sealed class RetirementInMemoryTests : RetirementTests
{
    protected override bool IsReal => false;
}
