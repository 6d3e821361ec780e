using System.Buffers.Binary;
using Google.Protobuf.WellKnownTypes;

namespace CsTelemetry.Grpc.Tests.Client;

/// <summary>A message as it came over the wire.</summary>
internal sealed record ReceivedFrame(byte Flag, byte[] Payload)
{
    public byte[] Plain => Flag == 1 ? Frames.Gunzip(Payload) : Payload;

    public byte[] EchoedBytes => BytesValue.Parser.ParseFrom(Plain).Value.ToByteArray();

    public string EchoedText => StringValue.Parser.ParseFrom(Plain).Value;

    /// <summary>Reads one; null at the end of the body.</summary>
    public static async Task<ReceivedFrame?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var prefix = new byte[5];
        var read = await body.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellationToken);
        if (read == 0)
        {
            return null;
        }

        Assert.Equal(prefix.Length, read);
        var payload = new byte[BinaryPrimitives.ReadUInt32BigEndian(prefix.AsSpan(1))];
        await body.ReadExactlyAsync(payload, cancellationToken);
        return new(prefix[0], payload);
    }
}
