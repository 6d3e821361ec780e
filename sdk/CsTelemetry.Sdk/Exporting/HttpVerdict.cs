using System.Globalization;
using CsTelemetry.Wire;

namespace CsTelemetry.Exporting;

/// <summary>Says in the terms of gRPC what an HTTP answer means: by the google.rpc.Status in its body, else by its number. Pure.</summary>
internal static class HttpVerdict
{
    /// <param name="status">The HTTP status; any but 200.</param>
    /// <param name="body">The google.rpc.Status; null when something else answered.</param>
    /// <param name="retryAfter">What the header of that name says; null when it is not there.</param>
    public static GrpcStatus Of(int status, byte[]? body, TimeSpan? retryAfter)
    {
        if (body is not null && RpcStatusReader.Read(body) is { Code: > (int)GrpcStatusCode.Ok and <= (int)GrpcStatusCode.Unauthenticated } told)
        {
            return new GrpcStatus((GrpcStatusCode)told.Code, GrpcStatus.Cut(told.Message), body) { RetryAfter = retryAfter };
        }

        return new GrpcStatus(CodeOf(status), $"the address answered HTTP {status.ToString(CultureInfo.InvariantCulture)}", null) { RetryAfter = retryAfter };
    }

    private static GrpcStatusCode CodeOf(int status) => status switch
    {
        400 => GrpcStatusCode.InvalidArgument,
        401 => GrpcStatusCode.Unauthenticated,
        403 => GrpcStatusCode.PermissionDenied,
        404 => GrpcStatusCode.Unimplemented,
        408 or 429 or 502 or 503 or 504 => GrpcStatusCode.Unavailable,
        // A body that is too large for a proxy on the way is too large too; but it is not told to come back with it.
        413 => GrpcStatusCode.ResourceExhausted,
        _ => GrpcStatusCode.Unknown,
    };
}
