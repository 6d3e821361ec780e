using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>A proxy that knows CONNECT and nothing else; it can refuse.</summary>
internal sealed class ConnectProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly bool _refuses;

    public ConnectProxy(bool refuses = false)
    {
        _refuses = refuses;
        _listener.Start();
        _ = RunAsync();
    }

    public ConcurrentQueue<string> Asked { get; } = new();

    public WebProxy Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public void Dispose() => _listener.Dispose();

    private async Task RunAsync()
    {
        while (true)
        {
            _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var from = client.GetStream();
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await from.ReadAsync(one) > 0)
        {
            head.Append((char)one[0]);
        }

        var request = head.ToString().Split(' ');
        Asked.Enqueue($"{request[0]} {request[1]}");
        await from.WriteAsync(Encoding.ASCII.GetBytes(_refuses ? "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n" : "HTTP/1.1 200 OK\r\n\r\n"));
        if (!_refuses)
        {
            using var target = new TcpClient();
            await target.ConnectAsync(IPEndPoint.Parse(request[1]));
            using var to = target.GetStream();
            await Task.WhenAny(from.CopyToAsync(to), to.CopyToAsync(from));
        }
    }
}
