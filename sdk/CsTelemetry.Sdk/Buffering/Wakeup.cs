using System.Threading.Channels;

namespace CsTelemetry.Buffering;

/// <summary>Wakes one waiting sender per call; calls that find one pending melt into it. Setting it neither waits nor allocates.</summary>
internal sealed class Wakeup
{
    private readonly Channel<bool> _pending = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => _pending.Writer.TryWrite(true);

    /// <summary>Wakes everyone, now and from now on.</summary>
    public void SetForEver() => _pending.Writer.TryComplete();

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (await _pending.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            _pending.Reader.TryRead(out _);
        }
    }
}
