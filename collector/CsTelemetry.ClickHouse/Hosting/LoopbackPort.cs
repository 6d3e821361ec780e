using System.Net;
using System.Net.Sockets;

namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>Draws a port on 127.0.0.1 that nobody uses at this moment.</summary>
internal static class LoopbackPort
{
    internal static int Draw()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
