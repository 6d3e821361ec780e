namespace CsTelemetry.Wal.Tests;

public sealed class AppendingInMemoryTests : AppendingTests
{
    protected override bool IsReal => false;
}
