using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using CsTelemetry.Grpc;
using Microsoft.AspNetCore.Http.Features;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>Takes a body in, whole and inflated, and no larger than allowed: on the wire as well as inflated. Thread-safe.</summary>
internal sealed class BodyReader(int maxBytes, int maxDrainBytes, ByteBudget budget)
{
    // A gzip member ends in | crc32:4 | inflated length:4 |, little-endian, and has at least 18 bytes. RFC 1952.
    private const int LeastGzipBytes = 18;
    private const int LengthFieldBytes = 4;

    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED: too large, or with RetryInfo no room now. INVALID_ARGUMENT: it cannot be inflated.</exception>
    /// <exception cref="BadHttpRequestException">The request is broken.</exception>
    public async Task<BodyBuffer> ReadAsync(HttpRequest request, bool isGzip, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            throw BodyBuffer.TooLarge($"{request.ContentLength} bytes", maxBytes);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // Kestrel cuts the connection beyond this; a refusal is to reach those that are a little over.
            size.MaxRequestBodySize = (long)maxBytes + maxDrainBytes;
        }

        var body = new BodyBuffer(maxBytes, budget);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(body.Room(), cancellationToken)) > 0)
            {
                body.Advance(read, "");
            }
        }
        catch (Exception exception)
        {
            body.Dispose();
            if (exception is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
            {
                throw BodyBuffer.TooLarge($"more than {maxBytes} bytes", maxBytes);
            }

            throw;
        }

        if (!isGzip)
        {
            return body;
        }

        using (body)
        {
            return Inflate(body.Written);
        }
    }

    private BodyBuffer Inflate(ReadOnlyMemory<byte> packed)
    {
        var inflated = new BodyBuffer(maxBytes, budget);
        try
        {
            Inflate(packed, inflated);
            return inflated;
        }
        catch (InvalidDataException e)
        {
            inflated.Dispose();
            throw new GrpcException(GrpcStatusCode.InvalidArgument, "The body is said to be gzip but cannot be inflated.", innerException: e);
        }
        catch
        {
            inflated.Dispose();
            throw;
        }
    }

    private static void Inflate(ReadOnlyMemory<byte> packed, BodyBuffer target)
    {
        if (packed.Length < LeastGzipBytes)
        {
            throw new InvalidDataException($"A gzip member has at least {LeastGzipBytes} bytes; there are {packed.Length}.");
        }

        // A body buffer is one array.
        _ = MemoryMarshal.TryGetArray(packed, out var array);
        using var gzip = new GZipStream(new MemoryStream(array.Array!, array.Offset, array.Count, writable: false), CompressionMode.Decompress);
        int read;
        while ((read = gzip.Read(target.Room().Span)) > 0)
        {
            target.Advance(read, " inflated");
        }

        // GZipStream takes the end of its input for the end of the data, wherever that is.
        var announced = BinaryPrimitives.ReadUInt32LittleEndian(packed.Span[^LengthFieldBytes..]);
        if (target.Length != announced)
        {
            throw new InvalidDataException($"{target.Length} bytes were inflated; the gzip trailer says {announced}.");
        }
    }
}
