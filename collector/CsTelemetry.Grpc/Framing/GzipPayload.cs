using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace CsTelemetry.Grpc.Framing;

/// <summary>Inflates and deflates the payloads of messages.</summary>
internal static class GzipPayload
{
    // A gzip member is | header:10 or more | deflated bytes | crc32:4 | inflated length:4 |, little-endian. RFC 1952.
    private const int LengthFieldBytes = 4;
    private const int LeastBytes = 18;

    /// <summary>Inflates one gzip member into <paramref name="target"/>, and stops at the first byte over the limit: a bomb costs no more than the limit.</summary>
    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED: too large inflated. INTERNAL: not gzip, or cut short.</exception>
    public static void Inflate(in ReadOnlySequence<byte> payload, ReceiveBuffer target, FrameRules rules)
    {
        try
        {
            var announced = ReadLength(payload);
            using var gzip = new GZipStream(new SequenceStream(payload), CompressionMode.Decompress);
            int read;
            while ((read = gzip.Read(target.GetSpan((int)payload.Length))) > 0)
            {
                target.Advance(read);
                if (target.Length > rules.MaxMessageBytes)
                {
                    throw rules.InflatedTooLarge();
                }
            }

            // GZipStream takes the end of its input for the end of the data, wherever that is.
            if (target.Length != announced)
            {
                throw new InvalidDataException($"{target.Length} bytes were inflated; the gzip trailer says {announced}.");
            }
        }
        catch (InvalidDataException e)
        {
            throw new GrpcException(GrpcStatusCode.Internal, "A message is flagged as gzip but cannot be inflated.", innerException: e);
        }
    }

    public static ReadOnlySpan<byte> Deflate(ReadOnlySpan<byte> payload)
    {
        using var packed = new MemoryStream(payload.Length / 2);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(payload);
        }

        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    private static uint ReadLength(in ReadOnlySequence<byte> payload)
    {
        if (payload.Length < LeastBytes)
        {
            throw new InvalidDataException($"A gzip member has at least {LeastBytes} bytes; there are {payload.Length}.");
        }

        Span<byte> field = stackalloc byte[LengthFieldBytes];
        payload.Slice(payload.Length - LengthFieldBytes).CopyTo(field);
        return BinaryPrimitives.ReadUInt32LittleEndian(field);
    }
}
