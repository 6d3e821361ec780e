using System.Net;
using System.Net.Sockets;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Carries connections to a server, and can lose the first answers on their way back.</summary>
internal sealed class PortForwarder : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Uri _target;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private int _answersToLose;

    internal PortForwarder(int port, Uri target, int answersToLose = 0)
    {
        _target = target;
        _answersToLose = answersToLose;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Gets how many answers are still to be lost.</summary>
    internal int AnswersToLose => Volatile.Read(ref _answersToLose);

    internal static int DrawPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient caller)
    {
        try
        {
            using (caller)
            using (var server = new TcpClient())
            {
                await server.ConnectAsync(_target.Host, _target.Port, _stop.Token);
                await Task.WhenAny(caller.GetStream().CopyToAsync(server.GetStream(), _stop.Token), AnswerAsync(server, caller));
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // One of the two has gone.
        }
    }

    private async Task AnswerAsync(TcpClient server, TcpClient caller)
    {
        var buffer = new byte[64 * 1024];
        while (await server.GetStream().ReadAsync(buffer, _stop.Token) is var count and > 0)
        {
            if (Interlocked.Decrement(ref _answersToLose) >= 0)
            {
                return;
            }

            await caller.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }
}
