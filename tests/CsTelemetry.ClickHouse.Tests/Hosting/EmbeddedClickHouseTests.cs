using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using CsTelemetry.ClickHouse.Hosting;
using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Hosting;

[Collection(EmbeddedServerTests.Name)]
[SupportedOSPlatform("linux")]
public sealed class EmbeddedClickHouseTests
{
    private const string LongQuery = "SELECT sleepEachRow(1) FROM numbers(50) SETTINGS max_block_size = 1";

    [Fact]
    public async Task A_killed_server_is_started_again_and_the_same_client_goes_on()
    {
        await using var own = await OwnServer.StartAsync();
        await own.Client.ExecuteAsync(new ClickHouseQuery("CREATE DATABASE cstelemetry") { InDatabase = false }, CancellationToken.None);
        await own.Client.ExecuteAsync("CREATE TABLE kept (x UInt8) ENGINE = MergeTree ORDER BY x", null, CancellationToken.None);
        await own.Client.ExecuteAsync("INSERT INTO kept SELECT 42", null, CancellationToken.None);
        var first = own.Server.ProcessId;

        own.Kill();
        await own.RestartedAsync();

        Assert.Equal([(byte)42], await own.Client.QueryAsync("SELECT x FROM kept", null, row => row.ReadUInt8(), CancellationToken.None));
        Assert.Equal((EmbeddedState.Running, 1), (own.Server.State, own.Server.RestartCount));
        Assert.NotEqual(first, own.Server.ProcessId);
    }

    [Fact]
    public async Task A_client_sees_a_transient_error_while_the_server_is_away()
    {
        await using var own = await OwnServer.StartAsync();
        var query = own.Client.QueryAsync(
            new ClickHouseQuery(LongQuery) { InDatabase = false }, row => row.ReadUInt8(), CancellationToken.None);
        await BusyAsync(own.Client, query);

        own.Kill();

        Assert.True((await Assert.ThrowsAsync<ClickHouseException>(() => query)).IsTransient);
    }

    [Fact]
    public async Task A_stop_leaves_no_process_and_frees_the_directory()
    {
        await using var own = await OwnServer.StartAsync();
        var id = own.Server.ProcessId!.Value;

        await own.Server.StopAsync();

        Assert.False(IsRunning(id));
        Assert.Equal((EmbeddedState.Stopped, (int?)null), (own.Server.State, own.Server.ProcessId));
        await using var next = new EmbeddedClickHouse(own.Options);
        await next.StartAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_stop_with_a_long_query_in_flight_keeps_its_deadline()
    {
        await using var own = await OwnServer.StartAsync();
        var id = own.Server.ProcessId!.Value;
        var query = own.Client.QueryAsync(
            new ClickHouseQuery(LongQuery) { InDatabase = false }, row => row.ReadUInt8(), CancellationToken.None);
        await BusyAsync(own.Client, query);
        var started = Stopwatch.GetTimestamp();

        await own.Server.StopAsync();

        Assert.False(IsRunning(id));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, own.Options.StopTimeout);
        Assert.True((await Assert.ThrowsAsync<ClickHouseException>(() => query)).IsTransient);
    }

    [Fact]
    public async Task A_killed_parent_leaves_no_orphan_and_its_directory_can_be_used_at_once()
    {
        using var folder = new ScratchFolder();
        using var parent = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { "exec", typeof(Program).Assembly.Location, folder.Path },
            RedirectStandardOutput = true,
        })!;
        var child = int.Parse((await parent.StandardOutput.ReadLineAsync())!);
        Assert.True(IsRunning(child));

        parent.Kill();
        await parent.WaitForExitAsync();

        await using var next = new EmbeddedClickHouse(new EmbeddedClickHouseOptions { DataDirectory = folder.Path });
        await next.StartAsync(CancellationToken.None);
        Assert.False(IsRunning(child));
    }

    [Fact]
    public async Task A_second_server_on_the_same_directory_is_refused_by_name()
    {
        await using var own = await OwnServer.StartAsync();
        await using var second = new EmbeddedClickHouse(own.Options);

        var error = await Assert.ThrowsAsync<EmbeddedClickHouseException>(() => second.StartAsync(CancellationToken.None));

        Assert.Contains($"'{own.Options.DataDirectory}' is used by another process", error.Message, StringComparison.Ordinal);
        Assert.Equal(EmbeddedState.Stopped, second.State);
        await own.Client.ExecuteAsync(new ClickHouseQuery("SELECT 1") { InDatabase = false }, CancellationToken.None);
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_the_servers_own_words()
    {
        await using var other = new ScriptedServer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nOk.\n");
        using var folder = new ScratchFolder();
        await using var server = new EmbeddedClickHouse(
            new EmbeddedClickHouseOptions { DataDirectory = folder.Path, Port = other.Endpoint.Url.Port });

        var error = await Assert.ThrowsAsync<EmbeddedClickHouseException>(() => server.StartAsync(CancellationToken.None));

        Assert.Contains($"cannot serve on port {other.Endpoint.Url.Port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("Address already in use", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configuration_is_private_and_holds_no_password()
    {
        await using var own = await OwnServer.StartAsync();
        var run = Path.Combine(own.Options.DataDirectory, "run");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(run, "users.xml")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(run, "config.xml")));
        Assert.DoesNotContain(own.Server.Endpoint.Password, await File.ReadAllTextAsync(Path.Combine(run, "users.xml")), StringComparison.Ordinal);
        Assert.NotEqual(own.Server.Endpoint.Password, own.Server.ReaderEndpoint.Password);
    }

    [Fact]
    public async Task A_start_that_is_cancelled_leaves_no_process_and_frees_the_directory()
    {
        using var folder = new ScratchFolder();
        using var cancel = new CancellationTokenSource();
        await using var server = new EmbeddedClickHouse(new EmbeddedClickHouseOptions { DataDirectory = folder.Path });
        var start = server.StartAsync(cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        await using var next = new EmbeddedClickHouse(new EmbeddedClickHouseOptions { DataDirectory = folder.Path });
        await next.StartAsync(CancellationToken.None);
    }

    [Fact]
    public async Task The_threads_that_work_for_the_server_stand_back_as_far_as_was_said()
    {
        await using var own = await OwnServer.StartAsync();
        await own.Client.PingAsync(CancellationToken.None);

        var workers = Directory.EnumerateDirectories($"/proc/{own.Server.ProcessId}/task")
            .Where(thread => File.ReadAllText(thread + "/comm").Trim() is "BgSchPool" or "MergeMutate")
            .Select(thread => Niceness(File.ReadAllText(thread + "/stat")))
            .ToList();

        Assert.NotEmpty(workers);
        var expected = Math.Min(19, Niceness(await File.ReadAllTextAsync("/proc/self/stat")) + own.Options.Niceness);
        Assert.All(workers, niceness => Assert.Equal(expected, niceness));
    }

    [Fact]
    public void Options_out_of_range_are_reported_all_together()
    {
        var options = new EmbeddedClickHouseOptions { Port = -1, MaxServerMemoryBytes = 1, Database = "a b", Niceness = 20 };

        var error = Assert.Throws<ArgumentException>(() => new EmbeddedClickHouse(options));

        Assert.Equal(
            "DataDirectory is empty; name a folder. "
            + "Database 'a b' must start with a letter or underscore, then letters, digits, underscores; 1 to 64 in all. "
            + "Port is -1; it must be 0 to 65535. "
            + "MaxServerMemoryBytes is 1; it must be 256000000 to 1000000000000. "
            + "Niceness is 20; it must be 0 to 19.",
            error.Message);
    }

    // | tid (name) state ppid … nice …   it is the 17th after the name.
    private static int Niceness(string stat) => int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);

    private static async Task BusyAsync(ClickHouseClient client, Task query)
    {
        var running = new ClickHouseQuery("SELECT count() FROM system.processes WHERE query LIKE 'SELECT sleepEachRow%'") { InDatabase = false };
        while ((await client.QueryAsync(running, row => row.ReadUInt64(), CancellationToken.None))[0] == 0)
        {
            Assert.False(query.IsCompleted, "The long query ended early.");
        }
    }

    private static bool IsRunning(int id)
    {
        // A process that ended and was not waited for yet is a zombie, not running.
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].StartsWith('Z');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
