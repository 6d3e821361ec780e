using System.Buffers;
using System.Buffers.Binary;
using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;

namespace CsTelemetry.Grpc.Tests.Framing;

/// <summary>A reader that takes the wire's bytes itself, as the collector's own does.</summary>
public sealed class MarshallerTests
{
    private const string Path = "/test.Sum/Run";

    private static readonly GrpcMarshaller<long> Sum = new(Add, _ => sizeof(long), (value, target) => BinaryPrimitives.WriteInt64LittleEndian(target, value));

    [Theory]
    [InlineData(10)]
    [InlineData(500_000)]
    public async Task A_reader_of_its_own_sees_exactly_the_payload(int length)
    {
        await using var host = await TestHost.StartAsync(new() { Methods = table => table.AddUnary(Path, Sum, Sum, (request, _) => new(request)) });
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(Path, Frames.Raw(0, [.. Enumerable.Repeat((byte)3, length)]));

        Assert.Equal(3L * length, BinaryPrimitives.ReadInt64LittleEndian(Assert.Single(answer.Messages).Payload));
    }

    [Fact]
    public async Task A_reader_of_its_own_sees_inflated_bytes()
    {
        await using var host = await TestHost.StartAsync(new() { Methods = table => table.AddUnary(Path, Sum, Sum, (request, _) => new(request)) });
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(Path, Frames.Raw(1, Frames.Gzip([.. Enumerable.Repeat((byte)2, 100_000)])), ("grpc-encoding", "gzip"));

        Assert.Equal(200_000, BinaryPrimitives.ReadInt64LittleEndian(Assert.Single(answer.Messages).Payload));
    }

    private static long Add(in ReadOnlySequence<byte> payload)
    {
        long sum = 0;
        foreach (var segment in payload)
        {
            foreach (var octet in segment.Span)
            {
                sum += octet;
            }
        }

        return sum;
    }
}
