namespace CsTelemetry.Wal.Tests;

public sealed class CursorOnDiskTests : CursorTests
{
    protected override bool IsReal => true;
}
