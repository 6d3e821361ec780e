using System.Net;

namespace CsTelemetry.Exporting;

/// <summary>Writes a frame that somebody else owns into a request, and tells when nobody reads it any more.</summary>
internal sealed class FrameContent(ReadOnlyMemory<byte> frame) : HttpContent
{
    private readonly Gate _gate = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _readers;
    private bool _released;

    /// <summary>Forbids further reading and waits for the reading that goes on: the handler may still copy the frame when the answer is there.</summary>
    public Task ReleaseAsync()
    {
        lock (_gate)
        {
            _released = true;
            return _readers == 0 ? Task.CompletedTask : _idle.Task;
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            await stream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = frame.Length;
        return true;
    }

    private void Enter()
    {
        lock (_gate)
        {
            if (_released)
            {
                throw new IOException("The batch is no longer being sent.");
            }

            _readers++;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_readers == 0 && _released)
            {
                _idle.TrySetResult();
            }
        }
    }
}
