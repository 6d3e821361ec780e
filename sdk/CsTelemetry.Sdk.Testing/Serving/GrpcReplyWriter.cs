using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CsTelemetry.Testing.Serving;

/// <summary>Answers as gRPC does: the status in the trailers, or in the headers of an answer without a message.</summary>
internal sealed class GrpcReplyWriter : IReplyWriter
{
    private const string ContentType = "application/grpc";

    public bool IsGrpc => true;

    public async Task OkAsync(HttpContext call, byte[] message)
    {
        await LieAsync(call, message).ConfigureAwait(false);
        call.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers["grpc-status"] = "0";
    }

    public Task LieAsync(HttpContext call, byte[] message)
    {
        call.Response.ContentType = ContentType;
        return call.Response.Body.WriteAsync(Replies.Framed(message)).AsTask();
    }

    public Task RefuseAsync(HttpContext call, int grpcCode, string text, TimeSpan retryAfter)
    {
        var headers = call.Response.Headers;
        call.Response.ContentType = ContentType;
        headers["grpc-status"] = grpcCode.ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = Uri.EscapeDataString(text);
        headers["grpc-status-details-bin"] = Convert.ToBase64String(Replies.Status(grpcCode, text, retryAfter)).TrimEnd('=');
        return Task.CompletedTask;
    }
}
