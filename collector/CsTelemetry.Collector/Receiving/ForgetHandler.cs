using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Validating;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Receiving;

/// <summary>Takes one order to forget a user from its message to its answer. Thread-safe.</summary>
internal sealed class ForgetHandler(ErasureTaker taker, IAdministrativeLog audit, ILogger<ForgetHandler> logger)
{
    /// <exception cref="GrpcException">The order is unusable, or is put off.</exception>
    public async Task<ForgetResponse> ForgetAsync(ForgetRequest request, Caller caller)
    {
        if (Fault(request) is { } fault)
        {
            throw new GrpcException(GrpcStatusCode.InvalidArgument, fault);
        }

        var taking = await taker.TakeAsync(caller.Tenant, request.UserId, request.AccountId);
        await NoteAsync(caller, taking);
        return taking.Status switch
        {
            WalAppendStatus.Durable => new ForgetResponse { ReceiptId = taking.Receipt },
            WalAppendStatus.Full => throw new GrpcException(
                GrpcStatusCode.ResourceExhausted, "The collector is behind, or has more orders to forget users than it keeps; order it again after the delay.", taking.RetryAfter),
            _ => throw new GrpcException(
                GrpcStatusCode.Unavailable, "The collector could not write to its disk; order it again after the delay.", taking.RetryAfter),
        };
    }

    // The person is not named: the log outlives the erasure. The receipt shows who it was to those who know.
    private async Task NoteAsync(Caller caller, ErasureTaking taking)
    {
        var outcome = taking.Status == WalAppendStatus.Durable ? AuditOutcome.Done : AuditOutcome.Failed;
        try
        {
            await audit.NoteAsync(new AuditAct(AuditActor.Key(caller.KeyPrefix, caller.From), AuditActions.EraseOrder, taking.Receipt, caller.Tenant, outcome), CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The order stands, and must be answered as it stands.
            Log.ActNotNoted(logger, AuditActions.EraseOrder, taking.Receipt, exception);
        }
    }

    // What no event can carry, no event is stored under: such an order is a mistake.
    private static string? Fault(ForgetRequest request) =>
        request.UserId.Length == 0
            ? "user_id is empty; name the user as events do."
            : (TextCheck.Fault("user_id", request.UserId, EventLimits.MaxStringBytes)
                ?? TextCheck.Fault("account_id", request.AccountId, EventLimits.MaxStringBytes))?.Message;
}
