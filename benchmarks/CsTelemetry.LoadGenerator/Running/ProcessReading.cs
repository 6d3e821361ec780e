using System.Globalization;

namespace CsTelemetry.LoadGenerator.Running;

/// <summary>Holds what a process has used since its start: processor time of all its threads, and the most memory it had resident. Linux.</summary>
internal readonly record struct ProcessReading(TimeSpan Processor, long PeakResidentBytes)
{
    private const double TicksPerSecond = 100;

    public static ProcessReading Of(int processId)
    {
        // | pid (name) state ppid … utime stime …   the name may hold spaces and brackets; utime is the 12th after it.
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        var peak = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        var kilobytes = long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        return new(TimeSpan.FromSeconds(ticks / TicksPerSecond), kilobytes * 1024);
    }
}
