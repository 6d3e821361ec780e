using System.Net;
#if !NET
using System.Runtime.InteropServices;
#endif

namespace CsTelemetry.Exporting;

/// <summary>Writes bytes that somebody else owns into a request, and tells when nobody reads them any more.</summary>
internal sealed class FrameContent(ReadOnlyMemory<byte> frame) : HttpContent
{
    private readonly Gate _gate = new();
    private readonly TaskCompletionSource<bool> _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
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

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        Enter();
        try
        {
            await WriteAsync(stream, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

#if NET
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            await WriteAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }
#endif

    protected override bool TryComputeLength(out long length)
    {
        length = frame.Length;
        return true;
    }

    private async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
#if NET
        await stream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
#else
        // Every frame is an array of ours.
        _ = MemoryMarshal.TryGetArray(frame, out var array);
        await stream.WriteAsync(array.Array!, array.Offset, array.Count, cancellationToken).ConfigureAwait(false);
#endif
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
                _idle.TrySetResult(true);
            }
        }
    }
}
