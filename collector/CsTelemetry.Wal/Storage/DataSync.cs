using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CsTelemetry.Wal.Storage;

/// <summary>Makes a file's bytes durable, without its times, which nobody asks a log for. .NET knows fsync only.</summary>
internal static partial class DataSync
{
    private const int InterruptedCall = 4;

    /// <exception cref="IOException">What was written may be lost for good.</exception>
    public static void Flush(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
            return;
        }

        while (FlushData(handle) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != InterruptedCall)
            {
                throw new IOException($"fdatasync failed: {new Win32Exception(error).Message}", error);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FlushData(SafeFileHandle handle);
}
