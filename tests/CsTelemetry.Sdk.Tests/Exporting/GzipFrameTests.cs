using System.IO.Compression;
using CsTelemetry.Exporting;
using CsTelemetry.Sdk.Tests.Fakes;

namespace CsTelemetry.Sdk.Tests.Exporting;

public sealed class GzipFrameTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(500)]
    [InlineData(5_000)]
    public void What_is_packed_inflates_to_the_same_message(int events)
    {
        var frame = Frames.Batch(events, textBytes: 100);

        using var packed = GzipFrame.TryPack(frame);

        var bytes = packed!.Frame.ToArray();
        Assert.Equal((1, bytes.Length - 5), (bytes[0], System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(1))));
        Assert.InRange(bytes.Length, 20, frame.Length / 2);
        using var inflated = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(bytes, 5, bytes.Length - 5), CompressionMode.Decompress);
        gzip.CopyTo(inflated);
        Assert.Equal(frame[5..], inflated.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100_000)]
    public void What_would_not_get_smaller_is_left_as_it_is(int bytes)
    {
        var noise = new byte[5 + bytes];
        new Random(17).NextBytes(noise);

        Assert.Null(GzipFrame.TryPack(noise));
    }
}
