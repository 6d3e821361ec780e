namespace CsTelemetry.Buffering;

// A source without a timer holds nothing that needs disposing, and a late reader may still ask for its token.
#pragma warning disable CA1001
/// <summary>Holds whether usage may be reported, and ends what goes on when it no longer may. Set under the buffer's gate; read anywhere.</summary>
internal sealed class ConsentSwitch(ConsentState atStart)
#pragma warning restore CA1001
{
    private volatile CancellationTokenSource _given = new();
    private volatile int _state = (int)atStart;

    public ConsentState State => (ConsentState)_state;

    /// <summary>Gets what is cancelled when the present consent is withdrawn.</summary>
    public CancellationToken Withdrawn => _given.Token;

    /// <summary>Changes the state.</summary>
    /// <returns>What to cancel, outside the gate, because consent was withdrawn; else null.</returns>
    public CancellationTokenSource? Set(ConsentState state)
    {
        _state = (int)state;
        if (state != ConsentState.Denied)
        {
            return null;
        }

        var ended = _given;
        _given = new();
        return ended;
    }
}
