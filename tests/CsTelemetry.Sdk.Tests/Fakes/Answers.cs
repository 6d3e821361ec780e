using CsTelemetry.Protocol.Google.Rpc;
using CsTelemetry.Protocol.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>Makes answers.</summary>
internal static class Answers
{
    public static CollectorAnswer Ok { get; } = (call, request) => ReplyAsync(call, new()
    {
        BatchSequence = request.BatchSequence,
        AcceptedCount = (uint)request.Events.Count,
    });

    public static CollectorAnswer Duplicate { get; } = (call, request) => ReplyAsync(call, new()
    {
        BatchSequence = request.BatchSequence,
        AcceptedCount = (uint)request.Events.Count,
        Duplicate = true,
    });

    public static CollectorAnswer Hang { get; } = (call, _) => Task.Delay(Timeout.InfiniteTimeSpan, call.RequestAborted);

    public static CollectorAnswer Reset { get; } = (call, _) =>
    {
        call.Abort();
        return Task.CompletedTask;
    };

    /// <summary>A reply that is fine, and an end without a status.</summary>
    public static CollectorAnswer OkWithoutTrailers { get; } = async (call, request) =>
    {
        call.Response.ContentType = "application/grpc";
        var reply = new PublishResponse { BatchSequence = request.BatchSequence, AcceptedCount = (uint)request.Events.Count };
        await call.Response.Body.WriteAsync(Frame(reply));
    };

    public static CollectorAnswer Http(int status) => (call, _) =>
    {
        call.Response.StatusCode = status;
        return call.Response.WriteAsync("<html>");
    };

    public static CollectorAnswer Lie(uint accepted) => (call, request) => ReplyAsync(call, new()
    {
        BatchSequence = request.BatchSequence,
        AcceptedCount = accepted,
    });

    public static CollectorAnswer Partly(params (int Index, RejectionCode Code)[] rejected) => (call, request) =>
    {
        var reply = new PublishResponse { BatchSequence = request.BatchSequence, AcceptedCount = (uint)(request.Events.Count - rejected.Length) };
        reply.Rejected.Add(rejected.Select(one => new Protocol.V1.RejectedEvent { Index = (uint)one.Index, Code = one.Code, Message = "occurred_at is 40 days old" }));
        return ReplyAsync(call, reply);
    };

    /// <summary>A status in the headers of an answer without a body.</summary>
    public static CollectorAnswer Status(int code, string message = "no", TimeSpan? retryAfter = null) => (call, _) =>
    {
        call.Response.ContentType = "application/grpc";
        PutStatus(call.Response.Headers, code, message, retryAfter);
        return Task.CompletedTask;
    };

    /// <summary>The same status in the trailers.</summary>
    public static CollectorAnswer LateStatus(int code, string message = "no", TimeSpan? retryAfter = null) => async (call, _) =>
    {
        call.Response.ContentType = "application/grpc";
        await call.Response.StartAsync();
        PutStatus(Trailers(call), code, message, retryAfter);
    };

    private static IHeaderDictionary Trailers(HttpContext call) =>
        call.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers;

    private static void PutStatus(IHeaderDictionary headers, int code, string message, TimeSpan? retryAfter)
    {
        headers["grpc-status"] = code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        headers["grpc-message"] = Uri.EscapeDataString(message);
        if (retryAfter is { } delay)
        {
            var status = new Status { Code = code, Message = message };
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
            headers["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray()).TrimEnd('=');
        }
    }

    private static async Task ReplyAsync(HttpContext call, PublishResponse reply)
    {
        call.Response.ContentType = "application/grpc";
        await call.Response.Body.WriteAsync(Frame(reply));
        Trailers(call)["grpc-status"] = "0";
    }

    private static byte[] Frame(PublishResponse reply)
    {
        var message = reply.ToByteArray();
        var frame = new byte[5 + message.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }
}
