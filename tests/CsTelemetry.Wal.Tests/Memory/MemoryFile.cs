using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Wal.Tests.Memory;

internal sealed class MemoryFile(InMemoryLogStorage storage, MemoryContent content) : ILogFile
{
    private readonly int _incarnation = storage.Incarnation;
    private bool _disposed;

    public int Read(Span<byte> buffer, long offset)
    {
        lock (storage.Gate)
        {
            Step(needsRoom: false);
            if (offset >= content.Current.Length)
            {
                return 0;
            }

            var bytes = content.Current.AsSpan((int)offset);
            var count = Math.Min(bytes.Length, buffer.Length);
            bytes[..count].CopyTo(buffer);
            return count;
        }
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        lock (storage.Gate)
        {
            var fault = StepOrNull(needsRoom: true);
            var growth = Math.Max(0, offset + bytes.Length - content.Current.Length);
            if (growth > storage.FreeBytes)
            {
                fault = FaultKind.NoSpace;
            }

            if (fault is FaultKind.ShortWrite or FaultKind.NoSpace)
            {
                var room = growth > storage.FreeBytes ? bytes.Length - (growth - storage.FreeBytes) : bytes.Length / 2;
                content.Write(bytes[..(int)Math.Max(0, room)], offset);
            }

            InMemoryLogStorage.ThrowIf(fault);
            content.Write(bytes, offset);
        }
    }

    public void SetLength(long bytes)
    {
        lock (storage.Gate)
        {
            Step(needsRoom: false);
            content.SetLength(bytes);
        }
    }

    public void Sync()
    {
        storage.BeforeSync?.Invoke();
        lock (storage.Gate)
        {
            var fault = StepOrNull(needsRoom: true);
            content.Sync(isPersisted: fault is null or FaultKind.ShortWrite);
            InMemoryLogStorage.ThrowIf(fault);
        }
    }

    public void Dispose() => _disposed = true;

    private void Step(bool needsRoom) => InMemoryLogStorage.ThrowIf(StepOrNull(needsRoom));

    private FaultKind? StepOrNull(bool needsRoom)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        storage.ThrowIfDead(_incarnation);
        return storage.Faults.Step(needsRoom);
    }
}
