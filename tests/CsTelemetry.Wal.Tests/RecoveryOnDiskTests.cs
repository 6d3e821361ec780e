namespace CsTelemetry.Wal.Tests;

public sealed class RecoveryOnDiskTests : RecoveryTests
{
    protected override bool IsReal => true;
}
