using System.Runtime.InteropServices;

namespace CsTelemetry.ClickHouse.Embedded;

/// <summary>Ends ClickHouse by typing "exit", and the process when that takes too long.</summary>
internal sealed class StopSequence(PseudoTerminal terminal, TimeProvider time)
{
    /// <summary>
    /// The longest wait for a clean end: 5 s. A long query can hold it up. Ending the process
    /// then loses nothing that was acknowledged.
    /// </summary>
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private int _begun;

    internal void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        Begin();
    }

    /// <summary>Starts the stop and returns. Safe to call from any thread, any number of times.</summary>
    internal void Begin()
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0)
        {
            _ = EndAfterDeadlineAsync();
            terminal.TypeExit();
        }
    }

    private async Task EndAfterDeadlineAsync()
    {
        await Task.Delay(Deadline, time);
        Console.Error.WriteLine($"host: ClickHouse did not end within {Deadline.TotalSeconds:0} s; ending the process.");
        Libc.Exit(HostExitCodes.StopDeadlinePassed);
    }
}
