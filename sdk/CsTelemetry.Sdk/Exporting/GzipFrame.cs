using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;
using CsTelemetry.Wire;

namespace CsTelemetry.Exporting;

/// <summary>
/// Holds a frame's message compressed by gzip, again behind the five bytes of gRPC's header, in rented memory. Made for
/// one attempt, since each attempt has another time in it. Dispose it when nobody reads it any more.
/// </summary>
internal sealed class GzipFrame : IDisposable
{
    /// <summary>A gzip member has at least so many bytes, even of nothing. RFC 1952.</summary>
    private const int LeastGzipBytes = 18;

    private readonly byte[] _bytes;
    private readonly int _length;

    private GzipFrame(byte[] bytes, int length)
    {
        _bytes = bytes;
        _length = length;
    }

    public ReadOnlyMemory<byte> Frame => _bytes.AsMemory(0, _length);

    /// <summary>Compresses the frame; null when that would not make it smaller.</summary>
    public static GzipFrame? TryPack(ReadOnlyMemory<byte> frame)
    {
        if (frame.Length < BatchFrame.GrpcHeaderBytes + LeastGzipBytes)
        {
            return null;
        }

        var rented = ArrayPool<byte>.Shared.Rent(frame.Length);
        // What does not fit into the frame's own length is not worth sending.
        using var room = new FixedStream(rented, BatchFrame.GrpcHeaderBytes, frame.Length - 1);
        using (var gzip = new GZipStream(room, CompressionLevel.Fastest, leaveOpen: true))
        {
            // Every frame is an array of ours.
            _ = MemoryMarshal.TryGetArray(frame, out var array);
            gzip.Write(array.Array!, array.Offset + BatchFrame.GrpcHeaderBytes, array.Count - BatchFrame.GrpcHeaderBytes);
        }

        if (room.Overflowed)
        {
            ArrayPool<byte>.Shared.Return(rented);
            return null;
        }

        BatchFrame.WriteGrpcHeader(rented, room.End - BatchFrame.GrpcHeaderBytes, compressed: true);
        return new(rented, room.End);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
}
