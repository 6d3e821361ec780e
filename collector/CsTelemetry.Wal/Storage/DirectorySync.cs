using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CsTelemetry.Wal.Storage;

/// <summary>Fsyncs a directory, which .NET cannot open by itself. Windows has no such thing and needs none.</summary>
public static partial class DirectorySync
{
    private const int CloseOnExecLinux = 0x80000;
    private const int CloseOnExecMac = 0x1000000;

    /// <summary>Makes created, renamed and deleted names in the directory durable. Thread-safe.</summary>
    /// <param name="directory">The directory.</param>
    /// <exception cref="IOException">The directory could not be opened or fsynced.</exception>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var flags = OperatingSystem.IsMacOS() ? CloseOnExecMac : CloseOnExecLinux;
        var descriptor = Open(directory, flags);
        if (descriptor < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            throw new IOException($"Directory '{directory}' could not be opened for fsync: {new Win32Exception(error).Message}", error);
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.FlushToDisk(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
