namespace CsTelemetry.ClickHouse.Http;

/// <summary>Ends a request after a time limit, and tells that apart from the caller's own cancellation.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _linked;

    internal Deadline(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        Limit = limit;
        Caller = caller;
        _timer = new CancellationTokenSource(limit, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, caller);
    }

    internal TimeSpan Limit { get; }

    internal CancellationToken Caller { get; }

    internal CancellationToken Token => _linked.Token;

    internal bool HasPassed => _timer.IsCancellationRequested && !Caller.IsCancellationRequested;

    /// <summary>Gives the next step the whole limit again.</summary>
    internal void Restart() => _timer.CancelAfter(Limit);

    public void Dispose()
    {
        _linked.Dispose();
        _timer.Dispose();
    }
}
