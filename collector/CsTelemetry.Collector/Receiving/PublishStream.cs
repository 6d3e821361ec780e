using System.Threading.Channels;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Receiving;

/// <summary>
/// Answers a stream of batches in their order. Several are under way at once, so that they share an fsync; when
/// <see cref="MaxInFlight"/> are, the next is not read.
/// </summary>
internal sealed class PublishStream(PublishHandler handler, GrpcDuplexCall<BatchRecordBuffer, PublishResponse> call)
{
    public const int MaxInFlight = 16;

    private readonly Channel<Task<PublishResponse>> _answers = Channel.CreateBounded<Task<PublishResponse>>(
        new BoundedChannelOptions(MaxInFlight) { SingleReader = true, SingleWriter = true });

    public async Task RunAsync()
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.Call.CancellationToken);
        var reading = ReadAsync(ending.Token);
        try
        {
            await foreach (var answer in _answers.Reader.ReadAllAsync(call.Call.CancellationToken))
            {
                await call.WriteAsync(await answer);
            }
        }
        catch
        {
            // A status ends the stream. The reader may wait for a request that never comes, and ends with the call.
            await ending.CancelAsync();
            throw;
        }

        await reading;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var caller = (Caller)call.Call.Caller!;
            while (await call.ReadAsync() is { HasMessage: true } received)
            {
                await _answers.Writer.WriteAsync(handler.PublishAsync(received.Message, caller), cancellationToken);
            }

            _answers.Writer.Complete();
        }
        catch (Exception exception)
        {
            // Told to whoever writes the answers; by then those before it are written.
            _answers.Writer.TryComplete(exception);
        }
    }
}
