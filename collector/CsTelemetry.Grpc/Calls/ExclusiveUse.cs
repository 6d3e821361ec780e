namespace CsTelemetry.Grpc.Calls;

/// <summary>Lets one operation run at a time and refuses a second, and lets the end of the call wait for the one that runs. Thread-safe.</summary>
internal sealed class ExclusiveUse(string operation)
{
    private const int Free = 0;
    private const int Busy = 1;
    private const int Closed = 2;
    private readonly TaskCompletionSource _lastEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state = Free;

    /// <exception cref="InvalidOperationException">Another one runs, or the call is over.</exception>
    public void Enter()
    {
        var before = Interlocked.CompareExchange(ref _state, Busy, Free);
        if (before != Free)
        {
            throw new InvalidOperationException(before == Busy
                ? $"Another {operation} of this call is still running; await it before the next."
                : $"The call is over; {operation} came after its handler had returned.");
        }
    }

    public void Exit()
    {
        if (Interlocked.CompareExchange(ref _state, Free, Busy) == Closed)
        {
            _lastEnded.SetResult();
        }
    }

    /// <summary>Waits for the operation that runs; none starts after it. Called once.</summary>
    public Task CloseAsync() => Interlocked.Exchange(ref _state, Closed) == Busy ? _lastEnded.Task : Task.CompletedTask;
}
