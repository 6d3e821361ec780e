using System.Buffers.Binary;
using System.IO.Compression;
using CsTelemetry.Wire;
using Microsoft.AspNetCore.Http;

namespace CsTelemetry.Testing.Serving;

/// <summary>Reads the message of a call, out of a gRPC frame or a bare body, inflated where it is compressed.</summary>
internal static class RequestBody
{
    /// <exception cref="InvalidDataException">It is not exactly one message.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, bool isGrpc)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted).ConfigureAwait(false);
        var bytes = body.ToArray();
        if (!isGrpc)
        {
            return request.Headers.ContentEncoding == "gzip" ? Inflate(bytes) : bytes;
        }

        const int Header = BatchFrame.GrpcHeaderBytes;
        if (bytes.Length < Header || bytes[0] > 1 || BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(1)) != bytes.Length - Header)
        {
            throw new InvalidDataException("The body is not one gRPC message.");
        }

        return bytes[0] == 1 ? Inflate(bytes[Header..]) : bytes[Header..];
    }

    private static byte[] Inflate(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        gzip.CopyTo(inflated);
        return inflated.ToArray();
    }
}
