using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>
/// Makes a call once, however often it is sent under one `Idempotency-Key`: repetitions get the first answer, for 24 hours, from every collector of the store,
/// over restarts. What was not the call's own answer, such as a refusal for overload, is not kept. Thread-safe.
/// </summary>
internal sealed class IdempotencyFilter(RunningCalls running, CallLedger ledger, IdempotencyLimits limits, IdempotencyMetrics metrics)
{
    public const string ReplayedHeader = "Idempotency-Replayed";

    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<Caller>() is not { } caller || !WritingEndpoints.Includes(http.GetEndpoint()) || IdempotentCall.Of(caller, http.Request) is not { } call)
        {
            await next(http);
            return;
        }

        var begun = running.TryBegin(call);
        if (begun != BeginOutcome.Begun)
        {
            await PutOffAsync(http, begun);
            return;
        }

        try
        {
            await OnceAsync(http, call, next);
        }
        finally
        {
            running.End(call);
        }
    }

    private async Task OnceAsync(HttpContext http, IdempotentCall call, RequestDelegate next)
    {
        var claim = await ledger.ClaimAsync(call);
        using var request = new RequestHash(http.Request);
        if (claim.Answer is { } answer)
        {
            await ReplayAsync(http, answer, await request.CompleteAsync(http.RequestAborted));
        }
        else if (claim.Attempt is { } attempt)
        {
            await MakeAsync(http, call, attempt, request, next);
        }
        else
        {
            await PutOffAsync(http, BeginOutcome.UnderWay);
        }
    }

    private async Task MakeAsync(HttpContext http, IdempotentCall call, ulong attempt, RequestHash request, RequestDelegate next)
    {
        var (received, sent) = (http.Request.Body, http.Response.Body);
        using var body = new MemoryStream();
        http.Request.Body = request.Body;
        http.Response.Body = body;
        var isKept = false;
        try
        {
            await next(http);
            isKept = IsKept(http.Response.StatusCode) && await TryKeepAsync(http, call, attempt, request, body.ToArray());
        }
        finally
        {
            (http.Request.Body, http.Response.Body) = (received, sent);
            if (!isKept)
            {
                await ledger.ReleaseAsync(call, attempt);
            }
        }

        metrics.Called(isKept ? "made" : "not_kept");
        await SendAsync(http, body.ToArray());
    }

    private async Task<bool> TryKeepAsync(HttpContext http, IdempotentCall call, ulong attempt, RequestHash request, byte[] body)
    {
        byte[] asked;
        try
        {
            asked = await request.CompleteAsync(http.RequestAborted);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // What was asked is not known to its end: it was refused for its beginning.
            return false;
        }

        var answer = KeptAnswer.Of(asked, http.Response, body, limits.MaxAnswerBytes);
        if (answer.Body is null)
        {
            metrics.MetBound("answer");
        }

        await ledger.AnswerAsync(call, attempt, answer);
        return true;
    }

    // Those of others say nothing about the call: who may not, or comes too early, or meets a fault of ours, comes again.
    private static bool IsKept(int status) => status < StatusCodes.Status500InternalServerError && status is not (
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status408RequestTimeout or StatusCodes.Status413PayloadTooLarge
        or StatusCodes.Status429TooManyRequests or StatusCodes.Status499ClientClosedRequest);

    private async Task ReplayAsync(HttpContext http, KeptAnswer answer, byte[] asked)
    {
        if (!answer.Request.AsSpan().SequenceEqual(asked))
        {
            metrics.Called("other");
            await IdempotencyProblems.UsedForAnother.ExecuteAsync(http);
            return;
        }

        metrics.Called("replayed");
        http.Response.Headers[ReplayedHeader] = "true";
        if (answer.Body is not { } body)
        {
            await IdempotencyProblems.AnswerTooLarge(answer.Status).ExecuteAsync(http);
            return;
        }

        http.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            http.Response.Headers[name] = value;
        }

        await SendAsync(http, body);
    }

    private static async Task SendAsync(HttpContext http, byte[] body)
    {
        if (body.Length > 0)
        {
            http.Response.ContentLength = body.Length;
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }

    private async Task PutOffAsync(HttpContext http, BeginOutcome outcome)
    {
        http.Response.Headers.RetryAfter = "1";
        if (outcome == BeginOutcome.TooMany)
        {
            metrics.MetBound("running");
        }
        else
        {
            metrics.Called("under_way");
        }

        await (outcome == BeginOutcome.TooMany ? IdempotencyProblems.TooMany : IdempotencyProblems.UnderWay).ExecuteAsync(http);
    }
}
