namespace CsTelemetry.Grpc.Tests.Raw;

/// <summary>One frame of HTTP/2 as it came.</summary>
internal sealed record RawFrame(FrameType Type, byte Flags, int StreamId, byte[] Payload)
{
    public const byte EndStreamFlag = 1;
    public const byte AckFlag = 1;
    public const byte EndHeadersFlag = 4;

    public bool EndsStream => Type is FrameType.Data or FrameType.Headers && (Flags & EndStreamFlag) != 0;

    public bool IsAck => (Flags & AckFlag) != 0;

    public Dictionary<string, string> Fields => Type == FrameType.Headers ? Hpack.Decode(Payload) : [];
}
