namespace CsTelemetry.Grpc;

/// <summary>Names the outcome of a call, with the numbers that gRPC puts on the wire.</summary>
public enum GrpcStatusCode
{
    /// <summary>The call did what it was asked to do.</summary>
    Ok = 0,

    /// <summary>The caller ended the call.</summary>
    Cancelled = 1,

    /// <summary>Something failed that has no better code; what a bug in a handler becomes.</summary>
    Unknown = 2,

    /// <summary>The request is wrong, whatever the state of the server.</summary>
    InvalidArgument = 3,

    /// <summary>The caller's deadline passed first.</summary>
    DeadlineExceeded = 4,

    /// <summary>What was asked for does not exist.</summary>
    NotFound = 5,

    /// <summary>What was to be created exists.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A limit is reached: of a message's size, or of what the server can hold.</summary>
    ResourceExhausted = 8,

    /// <summary>The server's state does not allow it; a retry alone does not help.</summary>
    FailedPrecondition = 9,

    /// <summary>A conflict ended the call; a retry may help.</summary>
    Aborted = 10,

    /// <summary>The request reaches past a valid range.</summary>
    OutOfRange = 11,

    /// <summary>The server has no such method, or does not speak the message's encoding.</summary>
    Unimplemented = 12,

    /// <summary>The protocol itself was broken.</summary>
    Internal = 13,

    /// <summary>The server cannot serve now; a retry may help.</summary>
    Unavailable = 14,

    /// <summary>Data is lost or corrupt for good.</summary>
    DataLoss = 15,

    /// <summary>The caller has not shown who it is.</summary>
    Unauthenticated = 16,
}
