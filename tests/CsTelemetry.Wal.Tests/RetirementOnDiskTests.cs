namespace CsTelemetry.Wal.Tests;

public sealed class RetirementOnDiskTests : RetirementTests
{
    protected override bool IsReal => true;
}
