using CsTelemetry.Grpc.Calls;
using CsTelemetry.Grpc.Statuses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Grpc.Hosting;

/// <summary>Decides what an exception that ended a call is to its peer, and logs what the peer must not see.</summary>
internal sealed class OutcomeJudge(GrpcServerOptions options, ILogger logger)
{
    public CallOutcome Judge(Exception exception, CallExchange exchange, CancellationToken aborted) => exception switch
    {
        // A reset stream surfaces as this or that exception; whichever it is, nobody is there to read a status.
        _ when aborted.IsCancellationRequested || exchange.Lifetime.Ending == CallEnding.PeerGone => CallOutcome.PeerGone,
        GrpcException e => Told(e, exchange.Call.Method),
        OperationCanceledException when Ended(exchange.Lifetime.Ending) is { } outcome => outcome,
        BadHttpRequestException e => Kept(CallOutcome.BrokenBody, e, exchange.Call.Method),
        _ => Failed(exception, exchange.Call.Method),
    };

    private CallOutcome? Ended(CallEnding ending) => ending switch
    {
        CallEnding.DeadlineExceeded => CallOutcome.DeadlineExceeded,
        CallEnding.MessageTooSlow => CallOutcome.MessageTooSlow(options.MaxMessageArrivalTime),
        CallEnding.Stopping => CallOutcome.Stopping,
        _ => null,
    };

    private CallOutcome Told(GrpcException exception, string method) =>
        exception.InnerException is { } cause ? Kept(CallOutcome.From(exception), cause, method) : CallOutcome.From(exception);

    private CallOutcome Kept(CallOutcome outcome, Exception cause, string method)
    {
        Log.CallEndedWithCause(logger, method, outcome.Code, cause);
        return outcome;
    }

    private CallOutcome Failed(Exception exception, string method)
    {
        Log.HandlerFailed(logger, method, exception);
        return CallOutcome.HandlerFailed;
    }
}
