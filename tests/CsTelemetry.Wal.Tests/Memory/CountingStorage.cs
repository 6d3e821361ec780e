using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Wal.Tests.Memory;

/// <summary>Counts what is read of another storage.</summary>
internal sealed class CountingStorage(ILogStorage inner) : ILogStorage
{
    private long _bytesRead;
    private int _largestRead;

    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Gets the size of the largest buffer that was read into.</summary>
    public int LargestRead => Volatile.Read(ref _largestRead);

    public string Location => inner.Location;

    public IDisposable Lock() => inner.Lock();

    public IReadOnlyList<LogFileEntry> List() => inner.List();

    public ILogFile Create(string name) => new CountingFile(this, inner.Create(name));

    public ILogFile OpenRead(string name) => new CountingFile(this, inner.OpenRead(name));

    public ILogFile OpenWrite(string name) => new CountingFile(this, inner.OpenWrite(name));

    public void Rename(string from, string to) => inner.Rename(from, to);

    public void Delete(string name) => inner.Delete(name);

    public void SyncDirectory() => inner.SyncDirectory();

    private sealed class CountingFile(CountingStorage storage, ILogFile inner) : ILogFile
    {
        public int Read(Span<byte> buffer, long offset)
        {
            var read = inner.Read(buffer, offset);
            Interlocked.Add(ref storage._bytesRead, read);
            storage._largestRead = Math.Max(storage._largestRead, buffer.Length);
            return read;
        }

        public void Write(ReadOnlySpan<byte> bytes, long offset) => inner.Write(bytes, offset);

        public void SetLength(long bytes) => inner.SetLength(bytes);

        public void Sync() => inner.Sync();

        public void Dispose() => inner.Dispose();
    }
}
