namespace CsTelemetry.Grpc.Statuses;

/// <summary>How a call ended, as it is told to the peer and counted.</summary>
internal readonly record struct CallOutcome(GrpcStatusCode Code, string Message, ReadOnlyMemory<byte> Details)
{
    public static CallOutcome Ok => new(GrpcStatusCode.Ok, string.Empty, default);

    public static CallOutcome PeerGone => new(GrpcStatusCode.Cancelled, "The caller ended the call.", default);

    public static CallOutcome DeadlineExceeded => new(GrpcStatusCode.DeadlineExceeded, "The deadline of the call has passed.", default);

    public static CallOutcome Stopping => new(GrpcStatusCode.Unavailable, "The server is shutting down; call again, another server or this one will answer.", default);

    public static CallOutcome HandlerFailed => new(GrpcStatusCode.Unknown, "The call failed on the server; its log has the cause.", default);

    public static CallOutcome BrokenBody => new(GrpcStatusCode.Internal, "The request body is broken.", default);

    public static CallOutcome MessageTooSlow(TimeSpan limit) => new(
        GrpcStatusCode.DeadlineExceeded, $"The message did not arrive whole within {limit.TotalSeconds} s.", default);

    public static CallOutcome UnknownMethod(string path) => new(GrpcStatusCode.Unimplemented, $"There is no method {path}.", default);

    public static CallOutcome From(GrpcException exception) => new(exception.Code, exception.Message, exception.StatusDetails);
}
