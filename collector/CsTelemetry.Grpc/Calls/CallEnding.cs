namespace CsTelemetry.Grpc.Calls;

/// <summary>Why a call ended before its handler did.</summary>
internal enum CallEnding
{
    /// <summary>It has not.</summary>
    None,

    /// <summary>The peer reset the stream or the connection broke: nobody reads a status.</summary>
    PeerGone,

    /// <summary>The peer's deadline passed.</summary>
    DeadlineExceeded,

    /// <summary>A message took too long to arrive.</summary>
    MessageTooSlow,

    /// <summary>The server is stopping, and the call is a stream.</summary>
    Stopping,
}
