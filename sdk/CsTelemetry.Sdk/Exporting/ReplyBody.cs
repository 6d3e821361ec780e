using System.Buffers.Binary;

namespace CsTelemetry.Exporting;

/// <summary>Reads the one message of a unary answer, to the end of the body.</summary>
internal static class ReplyBody
{
    /// <summary>The most bytes of an answer that are kept: what gRPC clients take by default.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;
    private const int HeaderBytes = 5;

    /// <summary>Reads the body; null when it is not exactly one uncompressed message.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var bytes = new byte[512];
        var length = 0;
        while (await stream.ReadAsync(bytes.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            length += read;
            if (length < bytes.Length)
            {
                continue;
            }

            if (length >= MaxBytes)
            {
                return null;
            }

            Array.Resize(ref bytes, bytes.Length * 2);
        }

        return Message(bytes.AsSpan(0, length));
    }

    private static byte[]? Message(ReadOnlySpan<byte> body) =>
        body.Length >= HeaderBytes && body[0] == 0 && BinaryPrimitives.ReadUInt32BigEndian(body[1..]) == (uint)(body.Length - HeaderBytes)
            ? body[HeaderBytes..].ToArray()
            : null;
}
