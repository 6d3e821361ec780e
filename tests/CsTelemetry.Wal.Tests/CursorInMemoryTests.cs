namespace CsTelemetry.Wal.Tests;

public sealed class CursorInMemoryTests : CursorTests
{
    protected override bool IsReal => false;
}
