namespace CsTelemetry.Grpc.Calls;

/// <summary>
/// Ends a call: when its peer is gone, its deadline has passed, a message dawdles, or the server stops. The first
/// of these is the one that counts. Thread-safe.
/// </summary>
internal sealed class CallLifetime : IDisposable
{
    // Neither source is disposed: they hold no timer of their own, and a timer that fires late may still cancel them.
    private readonly CancellationTokenSource _call = new();
    private readonly CancellationTokenSource _reading;
    private readonly CancellationTokenRegistration _aborted;
    private readonly TimeProvider _time;
    private readonly GrpcServerOptions _options;
    private readonly ITimer? _deadline;
    private CancellationTokenRegistration _stopping;
    private ITimer? _grace;
    private ITimer? _message;
    private bool _expectsMessage;
    private int _ending;

    public CallLifetime(TimeSpan? timeout, GrpcServerOptions options, TimeProvider time, CancellationToken aborted)
    {
        _time = time;
        _options = options;
        _reading = CancellationTokenSource.CreateLinkedTokenSource(_call.Token);
        _aborted = aborted.UnsafeRegister(static self => ((CallLifetime)self!).PeerIsGone(), this);
        if (timeout is { } span)
        {
            _deadline = After(span, static self => ((CallLifetime)self!).End(CallEnding.DeadlineExceeded));
        }
    }

    /// <summary>Gets what ended the call so far.</summary>
    public CallEnding Ending => (CallEnding)Volatile.Read(ref _ending);

    /// <summary>Gets the token of the call: for its handler and its writes.</summary>
    public CancellationToken Call => _call.Token;

    /// <summary>Gets the token of its reads; when the server stops, they end before the call does, so that answers still leave.</summary>
    public CancellationToken Reading => _reading.Token;

    public void PeerIsGone() => End(CallEnding.PeerGone);

    /// <summary>Makes the server's stop end this call; for streams, which would otherwise hold it up.</summary>
    public void EndWhen(CancellationToken stopping) =>
        _stopping = stopping.UnsafeRegister(static self => ((CallLifetime)self!).Stop(), this);

    /// <summary>Starts the clock of a message, unless it runs. Called by the call's one reader.</summary>
    public void ExpectMessage()
    {
        if (_expectsMessage)
        {
            return;
        }

        _expectsMessage = true;
        if (_message is null)
        {
            _message = After(_options.MaxMessageArrivalTime, static self => ((CallLifetime)self!).End(CallEnding.MessageTooSlow));
        }
        else
        {
            _message.Change(_options.MaxMessageArrivalTime, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Stops the clock of a message, if it runs.</summary>
    public void MessageArrived()
    {
        if (_expectsMessage)
        {
            _expectsMessage = false;
            _message!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends what still reads or writes when the handler is through.</summary>
    public void HandlerEnded() => _call.Cancel();

    public void Dispose()
    {
        _aborted.Dispose();
        _stopping.Dispose();
        _deadline?.Dispose();
        _grace?.Dispose();
        _message?.Dispose();
    }

    private ITimer After(TimeSpan span, TimerCallback then) => _time.CreateTimer(then, this, span, Timeout.InfiniteTimeSpan);

    private void Stop()
    {
        if (Interlocked.CompareExchange(ref _ending, (int)CallEnding.Stopping, (int)CallEnding.None) == (int)CallEnding.None)
        {
            _grace = After(_options.ShutdownGrace, static self => ((CallLifetime)self!)._call.Cancel());
            _reading.Cancel();
        }
    }

    private void End(CallEnding ending)
    {
        Interlocked.CompareExchange(ref _ending, (int)ending, (int)CallEnding.None);
        _call.Cancel();
    }
}
