namespace CsTelemetry.Exporting;

/// <summary>Divides the time that stopping may take between sending what is left and writing the rest to disk.</summary>
internal readonly record struct StopTimes(TimeSpan Sending, TimeSpan Keeping)
{
    // Files that need not reach the platter take well under a millisecond each; the rest is for a busy machine.
    private static readonly TimeSpan LeastKeeping = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MostKeeping = TimeSpan.FromMilliseconds(500);

    public static StopTimes Of(TimeSpan shutdownTimeout, bool hasDisk)
    {
        if (!hasDisk)
        {
            return new(shutdownTimeout, TimeSpan.Zero);
        }

        var keeping = TimeSpan.FromTicks(Math.Min(MostKeeping.Ticks, Math.Max(LeastKeeping.Ticks, shutdownTimeout.Ticks / 4)));
        return new(TimeSpan.FromTicks(Math.Max(0, (shutdownTimeout - keeping).Ticks)), keeping);
    }
}
