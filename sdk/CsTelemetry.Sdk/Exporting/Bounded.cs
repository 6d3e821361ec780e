namespace CsTelemetry.Exporting;

/// <summary>Runs work on a thread of its own, so that neither a starved pool nor a disk that hangs can hold whoever asked for it.</summary>
internal static class Bounded
{
    /// <summary>Starts the work.</summary>
    /// <returns>What ends with the work; its failures are lost, so the work must deal with them.</returns>
    public static Task Start(Action work)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => RunSafely(work, done)) { IsBackground = true, Name = "CsTelemetry" }.Start();
        return done.Task;
    }

    /// <summary>Runs the work, and waits for it no longer than that.</summary>
    public static void Run(Action work, TimeSpan patience) => _ = Start(work).Wait(patience);

    private static void RunSafely(Action work, TaskCompletionSource<bool> done)
    {
        try
        {
            work();
        }
        catch (Exception)
        {
            // A bug; at this point of a program's life it may cost events, never the program.
        }
        finally
        {
            done.TrySetResult(true);
        }
    }
}
