using System.Globalization;

namespace CsTelemetry.LoadGenerator.Storage;

/// <summary>
/// Adds up a process's processor time by the names of its threads, looking every 20 ms: a thread that changes its name between two looks
/// is counted under the later one, and one that ends, without what it did since the last. Linux. Start and stop once.
/// </summary>
internal sealed class ThreadTimes(int processId)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<string, (long Ticks, string Name)> _last = [];
    private readonly Dictionary<string, long> _sums = [];
    private volatile bool _isStopping;
    private Task _looking = Task.CompletedTask;

    public void Start()
    {
        Look(isFirst: true);
        _looking = Task.Run(LookAgainAsync);
    }

    /// <summary>Ends it.</summary>
    /// <returns>The names with their shares, the greatest first.</returns>
    public async Task<IReadOnlyList<(string Name, TimeSpan Time)>> StopAsync()
    {
        _isStopping = true;
        await _looking;
        Look(isFirst: false);
        return [.. _sums.OrderByDescending(sum => sum.Value).Select(sum => (sum.Key, TimeSpan.FromMilliseconds(10 * sum.Value)))];
    }

    private async Task LookAgainAsync()
    {
        while (!_isStopping)
        {
            Look(isFirst: false);
            await Task.Delay(Interval, TimeProvider.System);
        }
    }

    private void Look(bool isFirst)
    {
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{processId}/task"))
        {
            if (Read(thread) is not { } now)
            {
                continue;
            }

            var before = _last.GetValueOrDefault(thread).Ticks;
            if (!isFirst && now.Ticks > before)
            {
                _sums[now.Name] = _sums.GetValueOrDefault(now.Name) + now.Ticks - before;
            }

            _last[thread] = now;
        }
    }

    private static (long Ticks, string Name)? Read(string thread)
    {
        try
        {
            // | tid (name) state ppid … utime stime …   as in ProcessReading.
            var stat = File.ReadAllText(thread + "/stat");
            var end = stat.LastIndexOf(')');
            var fields = stat[(end + 2)..].Split(' ');
            var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            return (ticks, stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end]);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }
}
