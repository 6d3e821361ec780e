using CsTelemetry.Protocol.Google.Rpc;
using CsTelemetry.Protocol.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Http;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>Makes answers to posts.</summary>
internal static class HttpAnswers
{
    public const string Protobuf = "application/x-protobuf";

    public static CollectorAnswer Ok { get; } = (call, request) => Reply(new PublishResponse
    {
        BatchSequence = request.BatchSequence,
        AcceptedCount = (uint)request.Events.Count,
    })(call, request);

    public static CollectorAnswer Reply(IMessage message, int status = 200) => async (call, _) =>
    {
        call.Response.StatusCode = status;
        call.Response.ContentType = Protobuf;
        await call.Response.Body.WriteAsync(message.ToByteArray());
    };

    /// <summary>A refusal as a collector writes it.</summary>
    public static CollectorAnswer Status(int http, int code, string message = "no", TimeSpan? retryInfo = null, string? retryAfter = null) => (call, request) =>
    {
        var status = new Status { Code = code, Message = message };
        if (retryInfo is { } delay)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        }

        _ = retryAfter is not null && call.Response.Headers.TryAdd("retry-after", retryAfter);
        return Reply(status, http)(call, request);
    };

    /// <summary>A page, as a proxy or a stranger writes it.</summary>
    public static CollectorAnswer Page(int status, string? retryAfter = null, string? location = null) => (call, request) =>
    {
        call.Response.StatusCode = status;
        call.Response.ContentType = "text/html";
        _ = retryAfter is not null && call.Response.Headers.TryAdd("retry-after", retryAfter);
        _ = location is not null && call.Response.Headers.TryAdd("location", location);
        return call.Response.WriteAsync("<html>");
    };
}
