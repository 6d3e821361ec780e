namespace CsTelemetry.Exporting;

/// <summary>Divides the time that stopping may take between sending what is left and writing the rest to disk.</summary>
internal readonly struct StopTimes(TimeSpan total, TimeSpan sending, TimeSpan keeping)
{
    public TimeSpan Total { get; } = total;

    public TimeSpan Sending { get; } = sending;

    public TimeSpan Keeping { get; } = keeping;

    // Files that need not reach the platter take about a millisecond each, but the code that writes them may have to be
    // compiled first, on a busy machine.
    private static readonly TimeSpan MostKeeping = TimeSpan.FromMilliseconds(500);

    /// <summary>What stopping may take beyond its timeout, less a little for the rest of it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(75);

    public static StopTimes Of(TimeSpan shutdownTimeout, bool hasDisk)
    {
        if (!hasDisk)
        {
            return new(shutdownTimeout, shutdownTimeout, TimeSpan.Zero);
        }

        var keeping = TimeSpan.FromTicks(Math.Min(MostKeeping.Ticks, shutdownTimeout.Ticks / 2));
        return new(shutdownTimeout, shutdownTimeout - keeping, keeping + Grace);
    }
}
