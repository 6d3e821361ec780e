namespace CsTelemetry.Grpc;

/// <summary>The limits of the gRPC server. All are checked together when the server starts.</summary>
public sealed class GrpcServerOptions
{
    /// <summary>Gets or sets the most bytes of one request message, inflated as well as on the wire. Default 1 MiB, which is the contract's limit of a batch; 1 KiB to 16 MiB.</summary>
    public int MaxReceiveMessageBytes { get; set; } = 1024 * 1024;

    /// <summary>Gets or sets the most bytes of one request message to a method that is open to everybody. Default 16 KiB; 1 KiB to 1 MiB.</summary>
    public int MaxOpenMethodMessageBytes { get; set; } = 16 * 1024;

    /// <summary>Gets or sets the most bytes of one response message before compression. Default 4 MiB, which is what clients take by default; 1 KiB to 64 MiB.</summary>
    public int MaxSendMessageBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// Gets or sets the most bytes that all calls together may hold of messages that are not whole yet or are being
    /// inflated. A call beyond it ends with RESOURCE_EXHAUSTED and RetryInfo. Default 128 MiB; at least four times
    /// <see cref="MaxReceiveMessageBytes"/>.
    /// </summary>
    public long MaxBufferedReceiveBytes { get; set; } = 128 * 1024 * 1024;

    /// <summary>Gets or sets the most calls of authorised methods that run at a time. A call beyond it ends with RESOURCE_EXHAUSTED and RetryInfo. Default 4,096; 1 to 1,000,000.</summary>
    public int MaxActiveCallCount { get; set; } = 4096;

    /// <summary>
    /// Gets or sets the most calls of open methods that run at a time, counted apart: strangers cannot take the places
    /// of those who have a key, and health can be asked of a server that is full. Default 128; 1 to 10,000.
    /// </summary>
    public int MaxOpenMethodCallCount { get; set; } = 128;

    /// <summary>
    /// Gets or sets the most calls that run at a time on one connection. A client that has more waits with them, and
    /// says nothing. Holds for all HTTP/2 of the process. Default 256; 1 to 100,000.
    /// </summary>
    public int MaxStreamsPerConnectionCount { get; set; } = 256;

    /// <summary>Gets or sets the most callers that watch the server's health. Default 64; 0 to 10,000.</summary>
    public int MaxHealthWatcherCount { get; set; } = 64;

    /// <summary>
    /// Gets or sets the longest time from the first byte of a request message to its last; for a unary call, from
    /// when it is read. Streams of authorised
    /// methods may be quiet between messages for as long as they like, those of open methods may not. Default 60 s; 1 s to 1 h.
    /// </summary>
    public TimeSpan MaxMessageArrivalTime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the most bytes that are taken and thrown away of a request that was answered before its end. Default 2 MiB; 64 KiB to 64 MiB.</summary>
    public int MaxDrainBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>Gets or sets how long the end of a request that was answered before it is waited for. Default 5 s; 100 ms to 60 s.</summary>
    public TimeSpan MaxDrainTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the most requests that are waited for so at a time; they count for no other limit. Default 4,096; 1 to 1,000,000.</summary>
    public int MaxDrainCount { get; set; } = 4096;

    /// <summary>Gets or sets how long a stream may go on writing after the server began to stop. Default 3 s; 0 to 60 s.</summary>
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Gets or sets the smallest response that is compressed, for callers that compress their requests; others get plain ones. Default 1 KiB; 0 to 64 MiB.</summary>
    public int MinGzipResponseBytes { get; set; } = 1024;

    /// <summary>Gets or sets after which silence a connection is pinged, so that a peer that vanished is noticed. Holds for all HTTP/2 of the process. Default 30 s; 1 s to 1 h.</summary>
    public TimeSpan KeepAlivePingDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long a ping may stay unanswered before the connection is closed. Default 15 s; 1 s to 1 h.</summary>
    public TimeSpan KeepAlivePingTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
