namespace CsTelemetry.Wal.Tests;

public sealed class RecoveryInMemoryTests : RecoveryTests
{
    protected override bool IsReal => false;
}
