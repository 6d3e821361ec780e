using System.Net;

namespace CsTelemetry.LoadGenerator.Sending;

/// <summary>Sends the bytes of one gRPC frame.</summary>
internal sealed class Frame(ReadOnlyMemory<byte> bytes) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
