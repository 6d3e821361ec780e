namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>
/// Waits until a started host answers as the server that was configured: a ping, then a drawn number
/// asked for with the drawn password. A stranger on the port knows neither.
/// </summary>
internal sealed class Readiness(ClickHouseEndpoint endpoint, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(2);

    /// <exception cref="EmbeddedClickHouseException">The host ended, or said why it cannot serve.</exception>
    internal async Task WaitAsync(HostProcess host, CancellationToken cancellationToken)
    {
        using var client = new ClickHouseClient(endpoint, new ClickHouseClientOptions { RequestTimeout = PollTimeout }, time);
        while (!await AnswersAsync(client, cancellationToken))
        {
            if (host.HasExited)
            {
                throw new EmbeddedClickHouseException($"The embedded ClickHouse ended with code {host.ExitCode} before it answered. Its last words: {host.Output}");
            }

            if (host.Output.FindError() is { } error)
            {
                throw new EmbeddedClickHouseException($"The embedded ClickHouse cannot serve on port {endpoint.Url.Port}: {error}");
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    private static async Task<bool> AnswersAsync(ClickHouseClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.PingAsync(cancellationToken);
            var number = Random.Shared.NextInt64();
            var query = new ClickHouseQuery("SELECT {number:Int64}") { Parameters = new() { { "number", number } }, InDatabase = false };
            var rows = await client.QueryAsync(query, row => row.ReadInt64(), cancellationToken);
            return rows is [var answer] && answer == number;
        }
        catch (ClickHouseException)
        {
            return false;
        }
    }
}
