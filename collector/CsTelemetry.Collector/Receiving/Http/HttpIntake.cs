using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Grpc;
using Microsoft.Net.Http.Headers;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>
/// Answers POSTs of the contract's messages, for browsers, for languages without gRPC, and where HTTP/2 does not get
/// through. A call without a key that may is answered before a byte of its body is read. Thread-safe.
/// </summary>
internal sealed class HttpIntake(KeyAuthenticator keys, TenantDoor door, BodyReader bodies, BrowserAccess browsers, RequestDrain drain, ILogger<HttpIntake> logger)
{
    public async Task AnswerAsync(HttpContext http, IHttpCall call)
    {
        var admitted = browsers.Admit(http, call);
        if (HttpMethods.IsOptions(http.Request.Method) && admitted && http.Request.Headers.ContainsKey(HeaderNames.AccessControlRequestMethod))
        {
            BrowserAccess.AnswerPreflight(http.Response);
            return;
        }

        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = HttpMethods.Post;
            await HttpRefusal.WriteProblemAsync(http.Response, StatusCodes.Status405MethodNotAllowed, GrpcStatusCode.Unimplemented, $"{call.Path} takes POST only.");
            await drain.FinishAsync(http);
            return;
        }

        var form = BodyForm.Of(http.Request);
        try
        {
            await AnswerPostAsync(http, call, form);
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            await RefuseAsync(http, call, form, exception);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
        }

        await drain.FinishAsync(http);
    }

    private async Task AnswerPostAsync(HttpContext http, IHttpCall call, BodyForm? form)
    {
        var caller = CallerCheck.Require(keys, http.Request.Headers.Authorization, call.Scope) with { From = $"{http.Connection.RemoteIpAddress}" };
        if (call.Scope == Scopes.Ingest)
        {
            door.Knock(caller.Tenant);
        }

        if (form is null)
        {
            http.Response.Headers.Accept = $"{BodyForm.Protobuf}, application/json";
            http.Response.Headers.AcceptEncoding = "gzip";
            await HttpRefusal.WriteProblemAsync(
                http.Response, StatusCodes.Status415UnsupportedMediaType, GrpcStatusCode.InvalidArgument,
                $"Send content-type {BodyForm.Protobuf} or application/json in UTF-8, uncompressed or with content-encoding gzip.");
            return;
        }

        byte[] answer;
        using (var body = await bodies.ReadAsync(http.Request, form.IsGzip, http.RequestAborted))
        {
            answer = await call.AnswerAsync(body.Written, form.Message, caller);
        }

        http.Response.ContentType = form.MediaType;
        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer, http.RequestAborted);
    }

    private async Task RefuseAsync(HttpContext http, IHttpCall call, BodyForm? form, Exception exception)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        var refusal = Told(exception, call);
        await HttpRefusal.WriteAsync(http.Response, refusal, form);
        Log.PostRefused(logger, call.Path, http.Response.StatusCode, refusal.Message);
    }

    private GrpcException Told(Exception exception, IHttpCall call)
    {
        switch (exception)
        {
            case GrpcException told:
                return told;
            case BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout }:
                return new GrpcException(GrpcStatusCode.DeadlineExceeded, "The body came too slowly; send the same again.", innerException: exception);
            case BadHttpRequestException:
                return new GrpcException(GrpcStatusCode.InvalidArgument, "The request body is broken.", innerException: exception);
            default:
                // The top of a call: whatever a handler throws ends here, and its text stays here.
                Log.PostFailed(logger, call.Path, exception);
                return new GrpcException(GrpcStatusCode.Unknown, "The call failed on the collector; its log has the cause.", innerException: exception);
        }
    }
}
