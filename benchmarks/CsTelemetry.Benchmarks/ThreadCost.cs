using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CsTelemetry.Benchmarks;

/// <summary>Reads what the current thread has used: processor time, so that other programs on the machine do not count, and bytes allocated.</summary>
internal readonly record struct ThreadCost(long Nanoseconds, long Bytes)
{
    private const int ThreadClockOfLinux = 3;

    public static bool IsProcessorTime => OperatingSystem.IsLinux();

    public static ThreadCost Now => new(Clock(), GC.GetAllocatedBytesForCurrentThread());

    public static ThreadCost operator -(ThreadCost later, ThreadCost earlier) =>
        new(later.Nanoseconds - earlier.Nanoseconds, later.Bytes - earlier.Bytes);

    private static long Clock()
    {
        if (!IsProcessorTime || GetTime(ThreadClockOfLinux, out var time) != 0)
        {
            return (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
        }

        return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
