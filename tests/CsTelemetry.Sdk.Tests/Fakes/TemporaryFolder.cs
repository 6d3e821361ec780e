namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>A folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("cstelemetry-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
