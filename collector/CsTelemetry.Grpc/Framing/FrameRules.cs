namespace CsTelemetry.Grpc.Framing;

/// <summary>What a call's peer may put into a frame. Checked before anything is rented for it.</summary>
internal sealed class FrameRules(bool gzipAgreed, int maxMessageBytes)
{
    public int MaxMessageBytes => maxMessageBytes;

    /// <summary>Gets whether a message was refused for its size.</summary>
    public bool RefusedForSize { get; private set; }

    /// <summary>Checks a header as it arrived.</summary>
    /// <exception cref="GrpcException">INTERNAL or RESOURCE_EXHAUSTED: the frame breaks a rule.</exception>
    public void Check(FrameHeader header)
    {
        if (header.Flag > 1)
        {
            throw new GrpcException(GrpcStatusCode.Internal, $"A message's compressed flag is {header.Flag}; it must be 0 or 1.");
        }

        if (header.IsCompressed && !gzipAgreed)
        {
            throw new GrpcException(GrpcStatusCode.Internal, "A message is flagged as compressed, but the call has no grpc-encoding.");
        }

        if (header.PayloadBytes > maxMessageBytes)
        {
            throw TooLarge($"{header.PayloadBytes} bytes");
        }
    }

    public GrpcException InflatedTooLarge() => TooLarge($"more than {maxMessageBytes} bytes inflated");

    // Without RetryInfo, which tells the peer that the same message will never pass.
    private GrpcException TooLarge(string size)
    {
        RefusedForSize = true;
        return new(GrpcStatusCode.ResourceExhausted, $"A message is {size}; at most {maxMessageBytes} are taken. Send less in one message.");
    }
}
