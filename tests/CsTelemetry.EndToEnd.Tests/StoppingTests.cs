using System.Net.Sockets;
using System.Text;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>A collector that is told to stop ends what it has begun.</summary>
public sealed class StoppingTests
{
    // What the command line's parser would give an action to end, and more.
    private static readonly TimeSpan LongerThanTheParserWaits = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private const string Body =
        """{"clientInstanceId":"7","batchSequence":"1","events":[{"kind":"EVENT_KIND_FEATURE_USE","sequence":"1","occurredAtUnixMs":"NOW","accountId":"acme","userId":"ann","feature":"reports"}]}""";

    [Fact]
    public async Task A_batch_that_is_arriving_when_the_stop_comes_is_taken_answered_and_stored()
    {
        await using var collector = await CollectorProcess.StartAsync();
        var key = await collector.CreateKeyAsync("acme", "ingest,read");
        var body = Encoding.UTF8.GetBytes(Body.Replace("NOW", $"{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}", StringComparison.Ordinal));
        using var limit = new CancellationTokenSource(Limit);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", collector.Http.Port, limit.Token);
        var stream = tcp.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /v1/publish HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {key}\r\ncontent-type: application/json\r\nexpect: 100-continue\r\ncontent-length: {body.Length}\r\n\r\n"), limit.Token);
        Assert.Contains("100 Continue", await ReadAsync(stream, limit.Token), StringComparison.Ordinal);

        await collector.TellToStopAsync();
        await Task.Delay(LongerThanTheParserWaits, TimeProvider.System, limit.Token);
        await stream.WriteAsync(body, limit.Token);

        Assert.StartsWith("HTTP/1.1 200", await ReadAsync(stream, limit.Token), StringComparison.Ordinal);
        Assert.Equal(0, await collector.EndedAsync());
        await collector.StartAgainAsync();
        using var api = new ApiReader(collector.Http, key);
        Assert.Equal(1, (await api.SettledAsync()).Accepted);
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        return Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, cancellationToken));
    }
}
