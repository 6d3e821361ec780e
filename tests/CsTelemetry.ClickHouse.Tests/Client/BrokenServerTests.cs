using System.Text;
using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Client;

public sealed class BrokenServerTests
{
    private const string Query = "SELECT 1";

    [Fact]
    public async Task Nobody_listening_is_a_transient_network_error()
    {
        ClickHouseEndpoint endpoint;
        await using (var server = new ScriptedServer(""))
        {
            endpoint = server.Endpoint;
        }

        Assert.Equal((0, ClickHouseException.NetworkName, true), await FailureOf(endpoint));
    }

    [Fact]
    public async Task A_connection_that_is_reset_instead_of_an_answer_is_a_transient_network_error()
    {
        await using var server = new ScriptedServer(stream =>
        {
            stream.Socket.Close(0);
            return Task.CompletedTask;
        });

        Assert.Equal((0, ClickHouseException.NetworkName, true), await FailureOf(server.Endpoint));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfive!")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfive!\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    public async Task An_answer_that_is_cut_off_is_a_transient_network_error(string answer)
    {
        await using var server = new ScriptedServer(answer);

        Assert.Equal((0, ClickHouseException.NetworkName, true), await FailureOf(server.Endpoint));
    }

    [Theory]
    [InlineData("503 Service Unavailable", "HTTP_503", true)]
    [InlineData("502 Bad Gateway", "HTTP_502", true)]
    [InlineData("429 Too Many Requests", "HTTP_429", true)]
    [InlineData("401 Unauthorized", "HTTP_401", false)]
    [InlineData("302 Found\r\nLocation: http://127.0.0.1:1/", "HTTP_302", false)]
    public async Task A_status_without_a_clickhouse_number_is_judged_by_itself(string status, string name, bool isTransient)
    {
        await using var server = new ScriptedServer($"HTTP/1.1 {status}\r\nContent-Length: 4\r\n\r\nbusy");

        Assert.Equal((0, name, isTransient), await FailureOf(server.Endpoint));
    }

    [Theory]
    [InlineData(202, "TOO_MANY_SIMULTANEOUS_QUERIES", true)]
    [InlineData(252, "TOO_MANY_PARTS", true)]
    [InlineData(210, "NETWORK_ERROR", true)]
    [InlineData(209, "SOCKET_TIMEOUT", true)]
    [InlineData(999, "KEEPER_EXCEPTION", true)]
    [InlineData(117, "INCORRECT_DATA", false)]
    [InlineData(53, "TYPE_MISMATCH", false)]
    public async Task A_clickhouse_number_outweighs_the_status(int code, string name, bool isTransient)
    {
        var text = $"Code: {code}. DB::Exception: no. ({name}) (version 26.7.2.1)\n";
        await using var server = new ScriptedServer(
            $"HTTP/1.1 500 Internal Server Error\r\nX-ClickHouse-Exception-Code: {code}\r\nContent-Length: {text.Length}\r\n\r\n{text}");

        Assert.Equal((code, name, isTransient), await FailureOf(server.Endpoint));
    }

    [Theory]
    [InlineData("X-ClickHouse-Exception-Tag: abcdefghijklmnop\r\n", "\r\n__exception__\r\nabcdefghijklmnop\r\nCode: 241. DB::Exception: no. (MEMORY_LIMIT_EXCEEDED)\n48 abcdefghijklmnop\r\n__exception__\r\n")]
    [InlineData("", "__exception__\r\nCode: 241. DB::Exception: no. (MEMORY_LIMIT_EXCEEDED)")]
    public async Task A_success_whose_body_ends_in_an_exception_is_an_error(string header, string tail)
    {
        var body = new string('\u0001', 300_000) + tail;
        await using var server = new ScriptedServer($"HTTP/1.1 200 OK\r\n{header}Content-Length: {body.Length}\r\n\r\n{body}");

        Assert.Equal((241, "MEMORY_LIMIT_EXCEEDED", true), await FailureOf(server.Endpoint));
    }

    [Fact]
    public async Task A_string_that_looks_like_an_exception_is_only_a_string()
    {
        var text = "\r\n__exception__\r\nCode: 241. DB::Exception";
        var body = (char)text.Length + text;
        await using var server = new ScriptedServer(
            $"HTTP/1.1 200 OK\r\nX-ClickHouse-Exception-Tag: abcdefghijklmnop\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        using var client = new ClickHouseClient(server.Endpoint);

        Assert.Equal([text], await client.QueryAsync(Query, null, row => row.ReadString(), CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfive!")]
    public async Task An_answer_that_does_not_come_in_time_is_a_transient_timeout(string beginning)
    {
        var time = new ManualTimeProvider();
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var over = new SemaphoreSlim(0);
        await using var server = new ScriptedServer(async stream =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(beginning));
            written.SetResult();
            await over.WaitAsync();
        });
        using var client = new ClickHouseClient(server.Endpoint, null, time);
        var query = client.ExecuteAsync(Query, null, CancellationToken.None);
        await written.Task;

        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(query.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<ClickHouseException>(() => query);
        over.Release();
        Assert.Equal((ClickHouseException.TimeoutName, true), (error.Name, error.IsTransient));
        Assert.EndsWith("did not answer within 60 s.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_request_that_breaks_at_the_same_moment_is_a_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new ScriptedServer(async stream =>
        {
            await cancel.CancelAsync();
            stream.Socket.Close(0);
        });
        using var client = new ClickHouseClient(server.Endpoint);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ExecuteAsync(Query, null, cancel.Token));
    }

    [Fact]
    public async Task A_server_older_than_24_8_is_refused_with_both_versions()
    {
        await using var server = new ScriptedServer("HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n\u000d24.3.18.7-lts");
        using var client = new ClickHouseClient(server.Endpoint);

        var error = await Assert.ThrowsAsync<NotSupportedException>(() => client.VersionAsync(CancellationToken.None));

        Assert.Equal("ClickHouse 24.3.18.7-lts is too old: 24.8 or newer is needed. Upgrade the server, or use the embedded one.", error.Message);
    }

    [Fact]
    public async Task A_request_carries_user_and_password_in_headers_and_values_in_the_url()
    {
        await using var server = new ScriptedServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var client = new ClickHouseClient(server.Endpoint);

        await client.ExecuteAsync("SELECT {a:String}", new() { { "a", "x&y" } }, CancellationToken.None);

        var line = server.LastRequest[..server.LastRequest.IndexOf('\r', StringComparison.Ordinal)];
        Assert.Equal(
            "POST /?default_format=RowBinary&wait_end_of_query=1&max_execution_time=60&database=cstelemetry&param_a=x%26y HTTP/1.1", line);
        Assert.Contains("\r\nX-ClickHouse-User: someone\r\nX-ClickHouse-Key: a secret\r\n", server.LastRequest, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nSELECT {a:String}", server.LastRequest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_clickhouse_fails_the_ping()
    {
        await using var server = new ScriptedServer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        using var client = new ClickHouseClient(server.Endpoint);

        await Assert.ThrowsAsync<ClickHouseException>(() => client.PingAsync(CancellationToken.None));
    }

    private static async Task<(int Code, string Name, bool IsTransient)> FailureOf(ClickHouseEndpoint endpoint)
    {
        using var client = new ClickHouseClient(endpoint);
        var error = await Assert.ThrowsAsync<ClickHouseException>(() => client.ExecuteAsync(Query, null, CancellationToken.None));
        return (error.Code, error.Name, error.IsTransient);
    }
}
