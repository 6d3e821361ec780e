using CsTelemetry.Exporting;
using CsTelemetry.Wire;

namespace CsTelemetry.Diagnosing;

/// <summary>
/// Publishes a batch without events by each way that the options allow. A collector looks at the key first and then
/// refuses such a batch, so it tells everything and stores nothing.
/// </summary>
internal sealed class CallProbe(CsTelemetryOptions options, TimeProvider time)
{
    private const ulong AnyClient = 1;

    public async Task<CallFound> RunAsync(CancellationToken ending)
    {
        var grpc = GrpcAsync(ending);
        var http = options.Transport == TelemetryTransport.Grpc
            ? Task.FromResult<CallOutcome?>(null)
            : AskAsync(new HttpTransport(options, SdkName.Full, time), ending);
        return new CallFound(await grpc.ConfigureAwait(false), await http.ConfigureAwait(false), time.GetUtcNow());
    }

#if NET
    private async Task<CallOutcome?> GrpcAsync(CancellationToken ending) =>
        options.Transport == TelemetryTransport.Http || !CollectorAddress.GrpcIsPossible(options)
            ? null
            : await AskAsync(new GrpcTransport(options, SdkName.Full, time), ending).ConfigureAwait(false);
#else
    private static Task<CallOutcome?> GrpcAsync(CancellationToken ending) => Task.FromResult<CallOutcome?>(null);
#endif

    private static async Task<CallOutcome?> AskAsync(ICallTransport transport, CancellationToken ending)
    {
        using (transport)
        {
            try
            {
                return await transport.CallAsync(CollectorMethod.Publish, EmptyBatch(), ending).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                // A diagnosis tells, and does not throw; a cancelled one is thrown by whoever asked for it.
                return CallOutcome.Failed(
                    PathFinding.Silent, failure is OperationCanceledException ? "no answer within the time of the diagnosis" : failure.GetBaseException().Message);
            }
        }
    }

    private static byte[] EmptyBatch()
    {
        var frame = BatchFrame.Prefix(AnyClient, SdkName.Full, "diagnosis", "", "");
        BatchFrame.Seal(frame, batchSequence: 1);
        return frame;
    }
}
