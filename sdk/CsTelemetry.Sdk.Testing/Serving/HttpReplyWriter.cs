using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace CsTelemetry.Testing.Serving;

/// <summary>Answers a POST: the message in the body, or an HTTP status with a google.rpc.Status.</summary>
internal sealed class HttpReplyWriter : IReplyWriter
{
    private const string ContentType = "application/x-protobuf";

    public bool IsGrpc => false;

    public Task OkAsync(HttpContext call, byte[] message)
    {
        call.Response.ContentType = ContentType;
        call.Response.ContentLength = message.Length;
        return call.Response.Body.WriteAsync(message).AsTask();
    }

    public Task LieAsync(HttpContext call, byte[] message) => OkAsync(call, []);

    public Task RefuseAsync(HttpContext call, int grpcCode, string text, TimeSpan retryAfter)
    {
        call.Response.StatusCode = grpcCode switch
        {
            GrpcCodes.InvalidArgument => StatusCodes.Status400BadRequest,
            GrpcCodes.Unauthenticated => StatusCodes.Status401Unauthorized,
            GrpcCodes.ResourceExhausted when retryAfter == TimeSpan.Zero => StatusCodes.Status413PayloadTooLarge,
            GrpcCodes.ResourceExhausted => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status503ServiceUnavailable,
        };
        if (retryAfter > TimeSpan.Zero)
        {
            call.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        call.Response.ContentType = ContentType;
        return call.Response.Body.WriteAsync(Replies.Status(grpcCode, text, retryAfter)).AsTask();
    }
}
