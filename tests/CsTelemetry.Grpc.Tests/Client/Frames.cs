using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsTelemetry.Grpc.Tests.Client;

/// <summary>Builds frames, good and bad ones.</summary>
internal static class Frames
{
    public static byte[] Of(IMessage message) => Raw(0, message.ToByteArray());

    public static byte[] OfBytes(params byte[] value) => Of(new BytesValue { Value = ByteString.CopyFrom(value) });

    public static byte[] OfText(string value) => Of(new StringValue { Value = value });

    public static byte[] Zipped(IMessage message) => Raw(1, Gzip(message.ToByteArray()));

    public static byte[] Raw(byte flag, byte[] payload) => [.. Prefix(flag, (uint)payload.Length), .. payload];

    public static byte[] Prefix(byte flag, uint length)
    {
        var prefix = new byte[5];
        prefix[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(prefix.AsSpan(1), length);
        return prefix;
    }

    public static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }

    public static byte[] Gunzip(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
