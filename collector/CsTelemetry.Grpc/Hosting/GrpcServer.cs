using System.Collections.Frozen;
using CsTelemetry.Grpc.Calls;
using CsTelemetry.Grpc.Headers;
using CsTelemetry.Grpc.Measuring;
using CsTelemetry.Grpc.Methods;
using CsTelemetry.Grpc.Statuses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Grpc.Hosting;

/// <summary>Answers gRPC requests: gate, method, authorisation, handler, status. Thread-safe.</summary>
internal sealed class GrpcServer(
    FrozenDictionary<string, IGrpcMethod> methods,
    Func<GrpcServerCall, ValueTask>? authorise,
    CallOpener opener,
    CallSlots slots,
    OutcomeJudge judge,
    RequestDrain drain,
    GrpcMetrics metrics,
    TimeProvider time,
    ILogger<GrpcServer> logger)
{
    public async Task AnswerAsync(HttpContext http)
    {
        if (HttpGate.Refuses(http))
        {
            return;
        }

        http.Response.ContentType = ContentType.Grpc;
        var path = http.Request.Path.Value ?? string.Empty;
        var method = methods.GetValueOrDefault(path);
        var name = method?.Path ?? GrpcMetrics.UnknownMethod;
        var started = time.GetTimestamp();
        metrics.CallStarted(name);
        var outcome = method is null ? Refuse(http, CallOutcome.UnknownMethod(path)) : await AdmitAsync(http, method);
        metrics.CallEnded(name, outcome.Code, time.GetElapsedTime(started));
        if (outcome.Code != GrpcStatusCode.Ok)
        {
            Log.CallEnded(logger, name, outcome.Code, outcome.Message);
            await drain.FinishAsync(http);
        }
    }

    private static CallOutcome Refuse(HttpContext http, in CallOutcome outcome)
    {
        OutcomeWriter.Write(http.Response, outcome, wroteMessage: false);
        return outcome;
    }

    private async Task<CallOutcome> AdmitAsync(HttpContext http, IGrpcMethod method)
    {
        var active = slots.For(method.Access);
        if (!active.TryEnter())
        {
            return Refuse(http, active.Refusal);
        }

        try
        {
            return await RunAsync(opener.Open(http, method), method);
        }
        catch (GrpcException e)
        {
            return Refuse(http, CallOutcome.From(e));
        }
        finally
        {
            active.Leave();
        }
    }

    private async Task<CallOutcome> RunAsync(CallExchange exchange, IGrpcMethod method)
    {
        using var lifetime = exchange.Lifetime;
        var outcome = CallOutcome.Ok;
        try
        {
            if (method.Access == GrpcAccess.Authorised)
            {
                await authorise!(exchange.Call);
            }

            await method.RunAsync(exchange);
        }
#pragma warning disable CA1031 // The top of a call: whatever a handler throws ends here, and ends that call only.
        catch (Exception e)
#pragma warning restore CA1031
        {
            outcome = judge.Judge(e, exchange, exchange.Response.HttpContext.RequestAborted);
        }

        exchange.Reader.LetGo();
        OutcomeWriter.Write(exchange.Response, outcome, exchange.Writer.HasWritten);
        metrics.Transferred(exchange);
        return outcome;
    }
}
