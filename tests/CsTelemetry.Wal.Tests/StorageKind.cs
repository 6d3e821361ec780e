using CsTelemetry.Wal.Storage;
using CsTelemetry.Wal.Tests.Memory;

namespace CsTelemetry.Wal.Tests;

/// <summary>Gives a test class its storage: the fake and the real one pass the same tests.</summary>
public abstract class StorageKind : IDisposable
{
    private readonly List<string> _directories = [];

    protected abstract bool IsReal { get; }

    public void Dispose()
    {
        foreach (var directory in _directories)
        {
            Directory.Delete(directory, recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    private protected ILogStorage NewStorage()
    {
        if (!IsReal)
        {
            return new InMemoryLogStorage();
        }

        var directory = Directory.CreateTempSubdirectory("cstelemetry-wal-").FullName;
        _directories.Add(directory);
        return DirectoryLogStorage.Open(directory);
    }
}
