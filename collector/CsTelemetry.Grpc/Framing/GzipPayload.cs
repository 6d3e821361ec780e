using System.Buffers;
using System.IO.Compression;

namespace CsTelemetry.Grpc.Framing;

/// <summary>Inflates and deflates the payloads of messages.</summary>
internal static class GzipPayload
{
    /// <summary>Inflates into <paramref name="target"/>, and stops at the first byte over the limit: a bomb costs no more than the limit.</summary>
    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED: too large inflated. INTERNAL: not gzip, or cut short.</exception>
    public static void Inflate(in ReadOnlySequence<byte> payload, ReceiveBuffer target, FrameRules rules)
    {
        try
        {
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
}
