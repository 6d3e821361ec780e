using System.Net;
using System.Net.Sockets;

namespace CsTelemetry.LoadGenerator.Running;

/// <summary>Finds ports that nobody listens on.</summary>
internal static class LoopbackPorts
{
    public static int[] Take(int count)
    {
        // All are held until the last is found, or one could come twice.
        var held = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        held.ForEach(listener => listener.Start());
        var ports = held.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        held.ForEach(listener => listener.Stop());
        return ports;
    }
}
