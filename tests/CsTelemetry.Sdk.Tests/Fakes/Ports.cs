using System.Net;
using System.Net.Sockets;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>Finds and serves bare ports.</summary>
internal static class Ports
{
    /// <summary>An address where nobody listens.</summary>
    public static Uri Nobody()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
    }

    /// <summary>Accepts every connection, reads a little, and resets it.</summary>
    public static TcpListener Resetting()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = ResetAllAsync(listener);
        return listener;
    }

    /// <summary>Takes connections and never says a word.</summary>
    public static TcpListener Silent()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    public static Uri AddressOf(TcpListener listener) => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    private static async Task ResetAllAsync(TcpListener listener)
    {
        while (true)
        {
            using var socket = await listener.AcceptSocketAsync();
            _ = await socket.ReceiveAsync(new byte[16]);
            socket.LingerState = new LingerOption(true, 0);
        }
    }
}
