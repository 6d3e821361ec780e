using System.Net;

namespace CsTelemetry.Collector.Tests.Receiving;

/// <summary>Sends some bytes at once, and more when something has been done.</summary>
internal sealed class SteppedContent(byte[] first, Func<Task> between, byte[] second) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(first);
        await stream.FlushAsync();
        await between();
        await stream.WriteAsync(second);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
