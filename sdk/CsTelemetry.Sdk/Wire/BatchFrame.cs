using System.Buffers.Binary;

namespace CsTelemetry.Wire;

/// <summary>
/// Knows the layout of a batch that is already a gRPC frame. The numbers are eight bytes wide so that they can be
/// set in place after the events are written.
/// </summary>
internal static class BatchFrame
{
    // | 0 | length:4, big-endian | 0x09 client:8 | 0x11 batch sequence:8 | 0x19 sent at:8 | 0x22 resource | 0x2a event …
    public const int GrpcHeaderBytes = 5;
    private const int ClientAt = GrpcHeaderBytes + 1;
    private const int SequenceAt = GrpcHeaderBytes + 9 + 1;
    private const int SentAtAt = SequenceAt + 8 + 1;

    /// <summary>Makes the bytes that every batch of a client starts with.</summary>
    public static byte[] Prefix(ulong clientInstanceId, string sdk, string application, string version, string environment)
    {
        Span<byte> room = stackalloc byte[2048];
        room[..GrpcHeaderBytes].Clear();
        var writer = new ProtoWriter(room[GrpcHeaderBytes..]);
        var written = writer.TryFixed64(Tags.BatchClient, clientInstanceId)
            && writer.TryFixed64(Tags.BatchSequence, 0)
            && writer.TryFixed64(Tags.BatchSentAt, 0)
            && writer.TryOpen(Tags.BatchResource, 1, out var start)
            && TryText(ref writer, Tags.ResourceSdk, sdk)
            && TryText(ref writer, Tags.ResourceApplication, application)
            && TryText(ref writer, Tags.ResourceVersion, version)
            && TryText(ref writer, Tags.ResourceEnvironment, environment)
            && writer.TryClose(start, 1);
        return written
            ? room[..(GrpcHeaderBytes + writer.Position)].ToArray()
            : throw new ArgumentException($"Application, ApplicationVersion or Environment cannot be written: {writer.Failure}.", nameof(application));
    }

    /// <summary>Sets what is known once the batch is complete.</summary>
    public static void Seal(Span<byte> frame, ulong batchSequence)
    {
        WriteGrpcHeader(frame, frame.Length - GrpcHeaderBytes, compressed: false);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[SequenceAt..], batchSequence);
    }

    /// <summary>Writes the five bytes that gRPC wants in front of a message.</summary>
    public static void WriteGrpcHeader(Span<byte> frame, int messageBytes, bool compressed)
    {
        frame[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(frame[1..], (uint)messageBytes);
    }

    /// <summary>Sets when this attempt leaves: the only bytes that differ between attempts.</summary>
    public static void StampSentAt(Span<byte> frame, long unixMs) =>
        BinaryPrimitives.WriteInt64LittleEndian(frame[SentAtAt..], unixMs);

    /// <summary>Reads which client made the batch.</summary>
    public static ulong ClientOf(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt64LittleEndian(frame[ClientAt..]);

    /// <summary>Tells whether the bytes are a frame of exactly that batch.</summary>
    public static bool Is(ReadOnlySpan<byte> frame, ulong clientInstanceId, ulong batchSequence) =>
        frame.Length > SentAtAt + 8
        && frame[0] == 0
        && BinaryPrimitives.ReadUInt32BigEndian(frame[1..]) == (uint)(frame.Length - GrpcHeaderBytes)
        && ClientOf(frame) == clientInstanceId
        && BinaryPrimitives.ReadUInt64LittleEndian(frame[SequenceAt..]) == batchSequence;

    private static bool TryText(ref ProtoWriter writer, byte tag, string? value) =>
        string.IsNullOrEmpty(value) || writer.TryString(tag, value!, EventRules.MaxStringBytes);
}
