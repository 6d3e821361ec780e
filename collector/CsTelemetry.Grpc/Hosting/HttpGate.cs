using CsTelemetry.Grpc.Headers;
using Microsoft.AspNetCore.Http;

namespace CsTelemetry.Grpc.Hosting;

/// <summary>Turns away what is not gRPC with the HTTP status that says so.</summary>
internal static class HttpGate
{
    public static bool Refuses(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            http.Response.Headers.Allow = HttpMethods.Post;
            return true;
        }

        if (!HttpProtocol.IsHttp2(http.Request.Protocol))
        {
            // There are no trailers to put a status into.
            http.Response.StatusCode = StatusCodes.Status505HttpVersionNotsupported;
            return true;
        }

        if (!ContentType.IsGrpc(http.Request.ContentType))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            http.Response.Headers.Accept = ContentType.Grpc;
            return true;
        }

        return false;
    }
}
