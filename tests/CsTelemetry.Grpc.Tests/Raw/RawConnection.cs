using System.Buffers.Binary;
using System.Net.Sockets;
using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;

namespace CsTelemetry.Grpc.Tests.Raw;

/// <summary>A peer that sends whatever frames a test wants, over cleartext HTTP/2. It is warm: stream 1 was a good call.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _tcp = new();
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(20));
    private NetworkStream? _stream;
    private int _nextStreamId = 1;

    /// <summary>Gets the server's settings by their number.</summary>
    public Dictionary<int, uint> Settings { get; } = [];

    public static async Task<RawConnection> WarmAsync(TestHost host)
    {
        var connection = new RawConnection();
        await connection.ConnectAsync(host.Address.Port);
        var stream = await connection.OpenAsync(EchoService.Unary);
        await connection.SendDataAsync(stream, Frames.OfBytes(1), endStream: true);
        Assert.Equal("0", (await connection.ReadAnswerAsync(stream))[^1].Fields["grpc-status"]);
        Assert.Equal((EchoService.Unary, "Ok"), await host.Calls.NextAsync());
        return connection;
    }

    /// <summary>Sends the headers of a gRPC request and gives its stream.</summary>
    public async Task<int> OpenAsync(string path, bool endStream = false, string key = FakeCollector.Key)
    {
        var streamId = _nextStreamId;
        _nextStreamId += 2;
        var block = Hpack.Encode(
        [
            (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"),
            ("content-type", "application/grpc"), ("te", "trailers"), ("authorization", "Bearer " + key),
        ]);
        await SendAsync(FrameType.Headers, (byte)(RawFrame.EndHeadersFlag | (endStream ? RawFrame.EndStreamFlag : 0)), streamId, block);
        return streamId;
    }

    public Task SendDataAsync(int streamId, byte[] data, bool endStream = false) =>
        SendAsync(FrameType.Data, endStream ? RawFrame.EndStreamFlag : (byte)0, streamId, data);

    public Task ResetAsync(int streamId, uint errorCode)
    {
        var code = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(code, errorCode);
        return SendAsync(FrameType.Reset, 0, streamId, code);
    }

    /// <summary>Reads the headers, data and trailers of a stream to the frame that ends it.</summary>
    public async Task<IReadOnlyList<RawFrame>> ReadAnswerAsync(int streamId)
    {
        var frames = new List<RawFrame>();
        while (frames is [] || !frames[^1].EndsStream)
        {
            var frame = await ReadAsync();
            Assert.False(frame.Type is FrameType.GoAway, "The server closed the whole connection.");
            if (frame.StreamId == streamId && frame.Type is not FrameType.WindowUpdate)
            {
                Assert.True(frame.Type is FrameType.Headers or FrameType.Data, $"A frame of type {frame.Type} ended the stream.");
                frames.Add(frame);
            }
        }

        return frames;
    }

    /// <summary>Reads the next frame, and answers settings on the way.</summary>
    public async Task<RawFrame> ReadAsync()
    {
        var header = new byte[9];
        await _stream!.ReadExactlyAsync(header, _limit.Token);
        var payload = new byte[(header[0] << 16) | (header[1] << 8) | header[2]];
        await _stream.ReadExactlyAsync(payload, _limit.Token);
        var frame = new RawFrame((FrameType)header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)), payload);
        if (frame is { Type: FrameType.Settings, IsAck: false })
        {
            await ApplyAsync(frame);
        }

        return frame;
    }

    public void Dispose()
    {
        _tcp.Dispose();
        _limit.Dispose();
    }

    private async Task ConnectAsync(int port)
    {
        await _tcp.ConnectAsync("127.0.0.1", port, _limit.Token);
        _stream = _tcp.GetStream();
        await _stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray(), _limit.Token);

        // SETTINGS_HEADER_TABLE_SIZE = 0: the server's headers come without references to earlier ones.
        await SendAsync(FrameType.Settings, 0, 0, [0, 1, 0, 0, 0, 0]);
        while (await ReadAsync() is not { Type: FrameType.Settings, IsAck: true })
        {
        }
    }

    private async Task ApplyAsync(RawFrame settings)
    {
        foreach (var setting in settings.Payload.Chunk(6))
        {
            Settings[BinaryPrimitives.ReadUInt16BigEndian(setting)] = BinaryPrimitives.ReadUInt32BigEndian(setting.AsSpan(2));
        }

        await SendAsync(FrameType.Settings, RawFrame.AckFlag, 0, []);
    }

    private async Task SendAsync(FrameType type, byte flags, int streamId, byte[] payload)
    {
        var header = new byte[9];
        BinaryPrimitives.WriteInt32BigEndian(header, payload.Length << 8);
        header[3] = (byte)type;
        header[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(5), streamId);
        await _stream!.WriteAsync((byte[])[.. header, .. payload], _limit.Token);
    }
}
