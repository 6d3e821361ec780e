using System.IO.Pipelines;
using CsTelemetry.Grpc.Calls;
using Microsoft.AspNetCore.Http;

namespace CsTelemetry.Grpc.Framing;

/// <summary>Reads what arrives of a request, for as long as the call lives. One read at a time.</summary>
internal sealed class RequestBody(PipeReader pipe, CallLifetime lifetime)
{
    private ReadResult _held;
    private bool _isHeld;

    /// <summary>Waits for more than was examined.</summary>
    /// <param name="isDue">Whether the peer owes it, so that the clock of the message runs.</param>
    /// <exception cref="GrpcException">INTERNAL: the body is broken.</exception>
    /// <exception cref="OperationCanceledException">The call ended: its lifetime says why.</exception>
    public async ValueTask<ReadResult> ReadAsync(bool isDue)
    {
        try
        {
            var pending = pipe.ReadAsync(lifetime.Reading);
            if (isDue && !pending.IsCompleted)
            {
                lifetime.ExpectMessage();
            }

            _held = await pending;
            _isHeld = true;
            return _held;
        }
        catch (BadHttpRequestException e)
        {
            throw new GrpcException(GrpcStatusCode.Internal, "The request body is broken.", innerException: e);
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && !lifetime.Reading.IsCancellationRequested))
        {
            // A reset stream shows here before the request is seen as aborted.
            lifetime.PeerIsGone();
            throw new OperationCanceledException("The peer has ended the call.", e);
        }
    }

    public void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        (_isHeld, _held) = (false, default);
        pipe.AdvanceTo(consumed, examined);
    }

    /// <summary>Throws away what was read last, if a fault came before it was advanced beyond: then others may read on.</summary>
    public void LetGo()
    {
        if (_isHeld)
        {
            AdvanceTo(_held.Buffer.End);
        }
    }

    /// <summary>Stops the clock of the message.</summary>
    public void MessageArrived() => lifetime.MessageArrived();
}
