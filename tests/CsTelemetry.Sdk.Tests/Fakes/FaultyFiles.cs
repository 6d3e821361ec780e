using CsTelemetry.Persisting;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>A real directory of which one step fails, or that one and all after it: before it is done, or half done, or done.</summary>
internal sealed class FaultyFiles(string directory) : IDiskFiles
{
    private readonly DiskFiles _files = new(directory);
    private int _steps;

    /// <summary>Gets or sets the first step that fails; 0 for none.</summary>
    public int FailAt { get; set; }

    public bool FailsForEver { get; set; }

    public bool FailsAfterwards { get; set; }

    public int Steps => Volatile.Read(ref _steps);

    public void CreateDirectory() => Do(_files.CreateDirectory);

    public IReadOnlyList<DiskEntry> List() => Do(_files.List);

    // It cannot fail: it answers false.
    public bool Exists(string name) => _files.Exists(name);

    public IDisposable? TryLock(string name)
    {
        IDisposable? held = null;
        try
        {
            return Do(() => held = _files.TryLock(name));
        }
        catch (IOException)
        {
            held?.Dispose();
            throw;
        }
    }

    public void Write(string name, byte[] bytes, bool toDisk) => Do(
        () => _files.Write(name, bytes, toDisk),
        () => _files.Write(name, bytes[..(bytes.Length / 2)], toDisk));

    public void Patch(string name, int at, byte[] bytes) => Do(
        () => _files.Patch(name, at, bytes),
        () => _files.Patch(name, at, bytes[..5]));

    public byte[]? Read(string name, int mostBytes) => Do(() => _files.Read(name, mostBytes));

    public void Move(string from, string to) => Do(() => _files.Move(from, to));

    public void Delete(string name) => Do(() => _files.Delete(name));

    private void Do(Action step, Action? half = null) => Do<object?>(
        () =>
        {
            step();
            return null;
        },
        half);

    private T Do<T>(Func<T> step, Action? half = null)
    {
        var number = Interlocked.Increment(ref _steps);
        var fails = FailAt != 0 && (FailsForEver ? number >= FailAt : number == FailAt);
        if (!fails)
        {
            return step();
        }

        if (FailsAfterwards)
        {
            step();
        }
        else
        {
            half?.Invoke();
        }

        throw new IOException("No space left on device");
    }
}
