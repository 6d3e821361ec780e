using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CsTelemetry.ClickHouse.Tests.Servers;

/// <summary>Answers each request with what the test says, byte by byte, as no real server would.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<NetworkStream, Task> _answer;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;

    internal ScriptedServer(Func<NetworkStream, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    internal ScriptedServer(string answer)
        : this(stream => stream.WriteAsync(Encoding.Latin1.GetBytes(answer)).AsTask())
    {
    }

    internal string LastRequest { get; private set; } = "";

    internal TaskCompletionSource RequestSeen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ClickHouseEndpoint Endpoint =>
        new(new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"), "someone", "a secret");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving;
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                // Closing with unread bytes or linger 0 is a reset, which is what a crash looks like.
                client.LingerState = new LingerOption(true, 1);
                LastRequest = await ReadRequestAsync(client.GetStream());
                RequestSeen.TrySetResult();
                await _answer(client.GetStream());
            }
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // The test is over; whatever broke was the listener or a connection.
        }
    }

    private async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var bytes = new byte[64 * 1024];
        var count = 0;
        while (true)
        {
            count += await stream.ReadAsync(bytes.AsMemory(count), _stopping.Token);
            var text = Encoding.Latin1.GetString(bytes, 0, count);
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head >= 0 && count >= head + 4 + BodyLength(text))
            {
                return text;
            }
        }
    }

    private static int BodyLength(string head)
    {
        const string Name = "Content-Length: ";
        var at = head.IndexOf(Name, StringComparison.Ordinal);
        return at < 0 ? 0 : int.Parse(head[(at + Name.Length)..head.IndexOf('\r', at)]);
    }
}
