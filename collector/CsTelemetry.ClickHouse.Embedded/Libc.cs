using System.Runtime.InteropServices;

namespace CsTelemetry.ClickHouse.Embedded;

/// <summary>Names the few functions of the C library that the host needs (Linux, glibc).</summary>
internal static unsafe partial class Libc
{
    internal const int ReadWrite = 0x2;
    internal const int NoControllingTerminal = 0x100;
    internal const int CloseOnExec = 0x80000;

    /// <summary>Ends the process at once: no destructors run, which libchdb's would not survive.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    internal static partial void Exit(int code);

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    internal static partial int OpenTerminal(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    internal static partial int GrantTerminal(int fd);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    internal static partial int UnlockTerminal(int fd);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    internal static partial int TerminalName(int fd, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    internal static partial int Open(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    internal static partial int Duplicate(int fd);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    internal static partial int DuplicateTo(int from, int to);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(int fd, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(int fd, byte* buffer, nuint length);

    /// <summary>Has this thread, and those that it starts, stand back so much further. Cannot fail for 0 to 19.</summary>
    [LibraryImport("libc", EntryPoint = "nice")]
    internal static partial int Nice(int further);

    /// <summary>Reads and throws away until the end of the file or an error that is not an interruption.</summary>
    internal static void ReadToEnd(int fd)
    {
        const int InterruptedCall = 4;
        var buffer = stackalloc byte[4096];
        nint count;
        do
        {
            count = Read(fd, buffer, 4096);
        }
        while (count > 0 || (count < 0 && Marshal.GetLastPInvokeError() == InterruptedCall));
    }

    /// <summary>Passes a good result on and turns a negative one into an exception that names the call.</summary>
    internal static int Check(int result, string call) => result >= 0
        ? result
        : throw new IOException($"{call} failed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
}
