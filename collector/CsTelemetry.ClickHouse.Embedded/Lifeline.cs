namespace CsTelemetry.ClickHouse.Embedded;

/// <summary>
/// Watches the pipe that the parent gave as standard input. The kernel closes it when the parent
/// ends, however it ends, so the host can never outlive it.
/// </summary>
internal sealed class Lifeline
{
    private readonly int _fd;

    private Lifeline(int fd) => _fd = fd;

    /// <summary>Keeps a copy of file descriptor 0, which becomes something else afterwards.</summary>
    internal static Lifeline TakeStandardInput() => new(Libc.Check(Libc.Duplicate(0), "dup"));

    /// <summary>Calls <paramref name="then"/> once, on a thread of its own, when the pipe is closed.</summary>
    internal void WhenItEnds(Action then)
    {
        new Thread(() =>
        {
            Libc.ReadToEnd(_fd);
            then();
        })
        { IsBackground = true, Name = "lifeline" }.Start();
    }
}
