using System.Buffers.Binary;
using System.Text;
using CsTelemetry.Wire;

namespace CsTelemetry.Testing.Serving;

/// <summary>Writes a collector's messages, byte for byte as protobuf would.</summary>
internal static class Replies
{
    private const string RetryInfoUrl = "type.googleapis.com/google.rpc.RetryInfo";

    public static byte[] Published(Receipt receipt)
    {
        using var message = new MemoryStream();
        Fixed64(message, (1 << 3) | 1, receipt.BatchSequence);
        Number(message, 2 << 3, (ulong)receipt.AcceptedCount);
        foreach (var index in receipt.Rejected)
        {
            using var rejected = new MemoryStream();
            Number(rejected, 1 << 3, (ulong)index);
            Number(rejected, 2 << 3, (ulong)receipt.Code);
            Bytes(rejected, (3 << 3) | 2, Encoding.UTF8.GetBytes($"rejected by the script as {receipt.Code}"));
            Bytes(message, (3 << 3) | 2, rejected.ToArray());
        }

        Number(message, 4 << 3, receipt.IsDuplicate ? 1UL : 0);
        return message.ToArray();
    }

    public static byte[] Forgotten(string receiptId)
    {
        using var message = new MemoryStream();
        Bytes(message, (1 << 3) | 2, Encoding.UTF8.GetBytes(receiptId));
        return message.ToArray();
    }

    /// <summary>Writes a google.rpc.Status; with a delay, it holds a RetryInfo.</summary>
    public static byte[] Status(int code, string text, TimeSpan retryAfter)
    {
        using var status = new MemoryStream();
        Number(status, 1 << 3, (ulong)code);
        Bytes(status, (2 << 3) | 2, Encoding.UTF8.GetBytes(text));
        if (retryAfter > TimeSpan.Zero)
        {
            using MemoryStream duration = new(), info = new(), any = new();
            Number(duration, 1 << 3, (ulong)(retryAfter.Ticks / TimeSpan.TicksPerSecond));
            Number(duration, 2 << 3, (ulong)(retryAfter.Ticks % TimeSpan.TicksPerSecond * 100));
            Bytes(info, (1 << 3) | 2, duration.ToArray());
            Bytes(any, (1 << 3) | 2, Encoding.UTF8.GetBytes(RetryInfoUrl));
            Bytes(any, (2 << 3) | 2, info.ToArray());
            Bytes(status, (3 << 3) | 2, any.ToArray());
        }

        return status.ToArray();
    }

    /// <summary>Puts gRPC's five bytes before a message.</summary>
    public static byte[] Framed(byte[] message)
    {
        var frame = new byte[BatchFrame.GrpcHeaderBytes + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, BatchFrame.GrpcHeaderBytes);
        return frame;
    }

    private static void Number(MemoryStream message, byte tag, ulong value)
    {
        // Proto3 leaves zeros out.
        if (value != 0)
        {
            Span<byte> room = stackalloc byte[11];
            var writer = new ProtoWriter(room);
            writer.TryVarint(tag, value);
            message.Write(room[..writer.Position]);
        }
    }

    private static void Fixed64(MemoryStream message, byte tag, ulong value)
    {
        Span<byte> room = stackalloc byte[9];
        var writer = new ProtoWriter(room);
        writer.TryFixed64(tag, value);
        message.Write(room);
    }

    private static void Bytes(MemoryStream message, byte tag, byte[] value)
    {
        var room = new byte[value.Length + 11];
        var writer = new ProtoWriter(room);
        writer.TryBytes(tag, value);
        message.Write(room, 0, writer.Position);
    }
}
