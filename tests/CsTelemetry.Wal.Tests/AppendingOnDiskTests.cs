namespace CsTelemetry.Wal.Tests;

public sealed class AppendingOnDiskTests : AppendingTests
{
    protected override bool IsReal => true;
}
