using CsTelemetry.Protocol.V1;
using Google.Protobuf;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>Makes sealed batches without a client.</summary>
internal static class Frames
{
    public static byte[] Batch(int events, int textBytes = 0, ulong sequence = 7)
    {
        var prefix = CsTelemetry.Wire.BatchFrame.Prefix(42, "sdk", "tests", "1", "test");
        using var frame = new MemoryStream();
        frame.Write(prefix);
        for (var i = 1; i <= events; i++)
        {
            var one = new PublishRequest { Events = { new Event { Kind = EventKind.FeatureUse, Sequence = (ulong)i, AccountId = "acme", UserId = $"u{i}", Feature = new string('f', 1 + textBytes) } } };
            one.WriteTo(frame);
        }

        var bytes = frame.ToArray();
        CsTelemetry.Wire.BatchFrame.Seal(bytes, sequence);
        return bytes;
    }

    public static PublishRequest Read(byte[] frame)
    {
        Assert.Equal((0, frame.Length - 5), (frame[0], System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1))));
        return PublishRequest.Parser.ParseFrom(frame, 5, frame.Length - 5);
    }
}
