namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>A directory that goes with the test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "cstelemetry-" + Guid.NewGuid().ToString("N"));

    /// <summary>Gets the files that hold batches, in no particular order.</summary>
    public string[] Batches => Directory.Exists(Path) ? Directory.GetFiles(Path, "*.batch") : [];

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
