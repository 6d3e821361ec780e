using CsTelemetry.Grpc.Calls;

namespace CsTelemetry.Grpc;

/// <summary>
/// A call with a stream of requests and a stream of responses. One reader and one writer may run at the same
/// time, which is all the parallelism it takes: a second reader or writer is refused.
/// </summary>
/// <remarks>
/// When the server stops, reading ends at once, and writing stays possible for
/// <see cref="GrpcServerOptions.ShutdownGrace"/>: answer what has been read, then return or let the exception of
/// the read pass; the caller sees UNAVAILABLE either way.
/// </remarks>
/// <typeparam name="TRequest">The message read.</typeparam>
/// <typeparam name="TResponse">The message written.</typeparam>
public sealed class GrpcDuplexCall<TRequest, TResponse>
{
    private readonly CallExchange _exchange;
    private readonly GrpcMarshaller<TRequest> _requests;
    private readonly GrpcMarshaller<TResponse> _responses;
    private readonly bool _mayBeQuiet;
    private readonly ExclusiveUse _reading = new("ReadAsync");
    private readonly ExclusiveUse _writing = new("WriteAsync");

    internal GrpcDuplexCall(CallExchange exchange, GrpcMarshaller<TRequest> requests, GrpcMarshaller<TResponse> responses, bool mayBeQuiet)
    {
        _mayBeQuiet = mayBeQuiet;
        _exchange = exchange;
        _requests = requests;
        _responses = responses;
    }

    /// <summary>Gets what is known about the call.</summary>
    public GrpcServerCall Call => _exchange.Call;

    /// <summary>Gets the token that is cancelled when nothing more can be read: with the call's own, or earlier when the server stops.</summary>
    internal CancellationToken Reading => _exchange.Lifetime.Reading;

    /// <summary>Reads the next request; waits for its first byte without a limit of time, unless the method is open to everybody.</summary>
    /// <returns>The request, or the end of the requests.</returns>
    /// <exception cref="GrpcException">The peer broke the protocol or a limit; let it pass.</exception>
    /// <exception cref="OperationCanceledException">The caller is gone, the deadline has passed, or the server stops; let it pass.</exception>
    /// <exception cref="InvalidOperationException">Another read is running, or the call is over.</exception>
    public ValueTask<GrpcReceived<TRequest>> ReadAsync() => ReadAsync(isOnly: false);

    /// <summary>Writes a response and sends it at once; waits while the caller does not take what was sent before.</summary>
    /// <param name="response">The response.</param>
    /// <returns>Done when the bytes are on their way.</returns>
    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED: the response is over <see cref="GrpcServerOptions.MaxSendMessageBytes"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller is gone, the deadline has passed, or the grace of a stop is over; let it pass.</exception>
    /// <exception cref="InvalidOperationException">Another write is running, or the call is over.</exception>
    public async ValueTask WriteAsync(TResponse response)
    {
        _writing.Enter();
        try
        {
            _exchange.Lifetime.Call.ThrowIfCancellationRequested();
            _exchange.Writer.Write(_responses, response);
            await _exchange.Writer.FlushAsync();
        }
        finally
        {
            _writing.Exit();
        }
    }

    /// <summary>Reads the only request of a call that streams nothing but responses.</summary>
    internal async ValueTask<TRequest> ReadOnlyAsync() => (await ReadAsync(isOnly: true)).Message;

    /// <summary>
    /// Waits until nothing reads or writes any more. Kestrel uses the stream of a call again for the next one:
    /// an operation left behind would read and write there.
    /// </summary>
    internal async Task CloseAsync()
    {
        await _reading.CloseAsync();
        await _writing.CloseAsync();
    }

    private async ValueTask<GrpcReceived<TRequest>> ReadAsync(bool isOnly)
    {
        _reading.Enter();
        try
        {
            return isOnly ? new(await _exchange.Reader.ReadOnlyAsync(_requests)) : await _exchange.Reader.ReadAsync(_requests, isDue: !_mayBeQuiet);
        }
        finally
        {
            _reading.Exit();
        }
    }
}
