namespace CsTelemetry.ClickHouse.Tests.Servers;

/// <summary>Is a folder that goes with the test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("cstelemetry-clickhouse-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
