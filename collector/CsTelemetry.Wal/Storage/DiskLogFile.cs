using Microsoft.Win32.SafeHandles;

namespace CsTelemetry.Wal.Storage;

/// <summary>Is a real file.</summary>
internal sealed class DiskLogFile(SafeFileHandle handle) : ILogFile
{
    public int Read(Span<byte> buffer, long offset)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var read = RandomAccess.Read(handle, buffer[total..], offset + total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(handle, bytes, offset);

    public void SetLength(long bytes) => RandomAccess.SetLength(handle, bytes);

    public void Sync() => DataSync.Flush(handle);

    public void Dispose() => handle.Dispose();
}
