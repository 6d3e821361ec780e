using System.Globalization;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.Google.Rpc;
using Google.Protobuf;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>Tells a caller over HTTP what a gRPC status tells: as google.rpc.Status to who sent protobuf, as problem+json to everybody else.</summary>
internal static class HttpRefusal
{
    /// <summary>Finds the HTTP status that says the same.</summary>
    public static int StatusOf(GrpcException refusal) => refusal.Code switch
    {
        GrpcStatusCode.InvalidArgument => StatusCodes.Status400BadRequest,
        GrpcStatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        GrpcStatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        GrpcStatusCode.NotFound => StatusCodes.Status404NotFound,
        GrpcStatusCode.DeadlineExceeded => StatusCodes.Status408RequestTimeout,
        GrpcStatusCode.ResourceExhausted when refusal.RetryDelay is null => StatusCodes.Status413PayloadTooLarge,
        GrpcStatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        GrpcStatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    public static Task WriteAsync(HttpResponse response, GrpcException refusal, BodyForm? form)
    {
        response.StatusCode = StatusOf(refusal);
        if (refusal.Code == GrpcStatusCode.Unauthenticated)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (refusal.RetryDelay is { } delay)
        {
            // Whole seconds, rounded up: too early is refused again.
            response.Headers.RetryAfter = Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return form is { Message: MessageForm.Protobuf }
            ? WriteStatusAsync(response, refusal, form.MediaType)
            : WriteProblemAsync(response, response.StatusCode, refusal.Code, refusal.Message, refusal.RetryDelay);
    }

    /// <summary>Writes problem+json: `code` is the number of the gRPC status, `retry_delay_seconds` is there when a retry may help.</summary>
    public static Task WriteProblemAsync(HttpResponse response, int status, GrpcStatusCode code, string detail, TimeSpan? retryDelay = null)
    {
        response.StatusCode = status;
        var problem = new ProblemDetails { Status = status, Title = "The message was not taken.", Detail = detail, Extensions = { ["code"] = (int)code } };
        if (status == StatusCodes.Status400BadRequest)
        {
            // Which field it is stands in the sentence; the pointer is to the whole message.
            problem.Extensions["errors"] = new[] { new { pointer = "", detail } };
        }

        if (retryDelay is { } delay)
        {
            problem.Extensions["retry_delay_seconds"] = delay.TotalSeconds;
        }

        return response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json");
    }

    private static Task WriteStatusAsync(HttpResponse response, GrpcException refusal, string mediaType)
    {
        response.ContentType = mediaType;
        var bytes = refusal.StatusDetails.IsEmpty
            ? new Status { Code = (int)refusal.Code, Message = refusal.Message }.ToByteArray()
            : refusal.StatusDetails;
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes).AsTask();
    }
}
