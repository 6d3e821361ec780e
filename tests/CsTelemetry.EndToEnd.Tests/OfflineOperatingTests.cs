using System.Text.Json.Nodes;
using CsTelemetry.EndToEnd.Tests.Running;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>What an operator does by command while no collector runs, and in a terminal.</summary>
public sealed class OfflineOperatingTests : IDisposable
{
    private const int Events = 40;
    private const int ImportedRows = 400_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("cstelemetry-offline-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_command_does_its_work_without_a_collector_and_is_in_the_audit_log()
    {
        await using var collector = await CollectorProcess.StartAsync();
        var key = await collector.CreateKeyAsync("acme", "ingest,read,admin");
        await PublishAsync(collector, key);
        await collector.StopAsync();

        await LooksAsync(collector);
        await WorksAsync(collector);
        var (told, log) = await collector.RunForTextAsync("audit-log", "--json");
        Assert.Equal(0, told);
        var acts = log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).Reverse().Select(act => $"{act["action"]} {act["outcome"]}").ToList();
        Assert.Equal(
            ["key.create done", "key.rotate done", "tenant.set done", "migrate done", "audit done", "audit.repair done", "rebuild done", "rebuild refused", "export done", "import done", "erase.order done", "backup done"], acts);
        Assert.DoesNotContain("user-1", log, StringComparison.Ordinal);

        await RestoresAsync(collector, key);
    }

    [TerminalFact]
    public async Task In_a_terminal_long_work_shows_a_bar_can_be_interrupted_and_goes_on()
    {
        await using var collector = await CollectorProcess.StartAsync();
        var file = Path.Combine(_folder, "events.ndjson");
        await File.WriteAllLinesAsync(file, Enumerable.Range(1, ImportedRows).Select(i =>
            $$"""{"kind":"feature_use","occurred_at":"2026-11-01T00:00:00Z","account_id":"a-{{i % 50}}","user_id":"u-{{i % 1000}}","feature":"f-{{i % 20}}"}"""));

        await using (var terminal = Terminal.Start("import", file, "--tenant", "acme", "--data", collector.DataDirectory))
        {
            await terminal.SeesAsync("━");
            await terminal.InterruptAsync();

            Assert.Equal(130, await terminal.EndAsync());
            Assert.Contains("%", terminal.Words, StringComparison.Ordinal);
            Assert.Contains("Interrupted. Run it again and it goes on", terminal.Words, StringComparison.Ordinal);
            Assert.EndsWith("\e[?25h", terminal.Raw.TrimEnd(), StringComparison.Ordinal);
        }

        await using (var terminal = Terminal.Start("import", file, "--tenant", "acme", "--data", collector.DataDirectory))
        {
            Assert.True(await terminal.EndAsync() == 0, terminal.Words);
            Assert.Contains("Going on after row", terminal.Words, StringComparison.Ordinal);
        }

        using var api = new ApiReader(collector.Http, await collector.CreateKeyAsync("acme", "read"));
        await api.SettledAsync();
        Assert.Equal(ImportedRows, (int)(await api.GetAsync("/v1/ingestion"))["raw_events"]!);
        await using var audit = Terminal.Start("audit", "--data", collector.DataDirectory);
        Assert.Equal(0, await audit.EndAsync());
        Assert.Contains("raw and rollup agree", audit.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_whose_keys_cannot_be_read_does_not_start_and_says_the_way_out()
    {
        await using var collector = await CollectorProcess.StartAsync();
        await collector.CreateKeyAsync("acme", "ingest");
        await collector.StopAsync();
        var keys = Path.Combine(collector.DataDirectory, "keys.json");
        var good = await File.ReadAllTextAsync(keys);
        await File.WriteAllTextAsync(keys, good[..20]);

        var (exitCode, _, error) = await collector.RunAsync("serve", "--grpc-port", "0", "--http-port", "0");

        Assert.NotEqual(0, exitCode);
        Assert.Contains($"The keys in {keys} cannot be read", error, StringComparison.Ordinal);
        Assert.Equal(good[..20], await File.ReadAllTextAsync(keys + ".damaged"));
        await File.WriteAllTextAsync(keys, good);
        await collector.StartAgainAsync();
    }

    private static async Task LooksAsync(CollectorProcess collector)
    {
        Assert.Contains("acme_", (await SucceedsAsync(collector, "keys", "list")).Split('\n')[0], StringComparison.Ordinal);
        var prefix = (await SucceedsAsync(collector, "keys", "list")).Split('\t', ' ')[0].Trim();
        await SucceedsAsync(collector, "keys", "rotate", prefix);
        await SucceedsAsync(collector, "tenants", "set", "acme", "--weight", "2");
        Assert.Contains("acme", await SucceedsAsync(collector, "tenants", "list"), StringComparison.Ordinal);
        Assert.Equal(Events, (int)Last(await SucceedsAsync(collector, "wal", "inspect", "--json"))["data"]!["tenants"]!["acme"]!["events"]!);
        Assert.Contains("are whole", await SucceedsAsync(collector, "wal", "verify"), StringComparison.Ordinal);
        Assert.Contains("✓ collector: none runs here", await SucceedsAsync(collector, "doctor"), StringComparison.Ordinal);
        Assert.Equal(2, (await collector.RunForTextAsync("quarantine", "list", "--url", collector.Http.ToString(), "--key", "acme_1.x")).ExitCode);
    }

    private async Task WorksAsync(CollectorProcess collector)
    {
        Assert.Contains("up to date", await SucceedsAsync(collector, "migrate"), StringComparison.Ordinal);
        Assert.Contains("raw and rollup agree", await SucceedsAsync(collector, "audit"), StringComparison.Ordinal);
        Assert.Contains("raw and rollup agree", await SucceedsAsync(collector, "audit", "--repair"), StringComparison.Ordinal);
        Assert.Contains("months are rebuilt", await SucceedsAsync(collector, "rebuild", "--all"), StringComparison.Ordinal);
        Assert.Equal(2, (await collector.RunForTextAsync("rebuild", "--month", "2026-13")).ExitCode);
        var exported = Path.Combine(_folder, "export");
        Assert.Contains($"{Events} events", await SucceedsAsync(collector, "export", "--tenant", "acme", "--out", exported), StringComparison.Ordinal);
        var file = Path.Combine(_folder, "all.ndjson");
        await File.WriteAllLinesAsync(file, Directory.EnumerateFiles(exported, "*.ndjson").SelectMany(File.ReadLines));
        Assert.Equal(Events, (int)Last(await SucceedsAsync(collector, "import", file, "--tenant", "globex", "--json"))["data"]!["accepted"]!);
        Assert.Contains("; 0 left", await SucceedsAsync(collector, "erase", "user", "user-1", "--tenant", "acme"), StringComparison.Ordinal);
        Assert.Contains("The backup of", await SucceedsAsync(collector, "backup", "--to", Path.Combine(_folder, "backup")), StringComparison.Ordinal);
    }

    private async Task RestoresAsync(CollectorProcess collector, string key)
    {
        Directory.Delete(collector.DataDirectory, recursive: true);
        await SucceedsAsync(collector, "restore", "--from", Path.Combine(_folder, "backup"));
        Assert.Contains("\trestore\t", await SucceedsAsync(collector, "audit-log", "--limit", "1"), StringComparison.Ordinal);

        await collector.StartAgainAsync();
        using var api = new ApiReader(collector.Http, key);
        using var other = new ApiReader(collector.Http, await collector.CreateKeyAsync("globex", "read"));
        Assert.Equal(Events * 4 / 5, (int)(await api.GetAsync("/v1/ingestion"))["raw_events"]!);
        Assert.Equal(Events, (int)(await other.GetAsync("/v1/ingestion"))["raw_events"]!);
    }

    private static async Task<string> SucceedsAsync(CollectorProcess collector, params string[] arguments)
    {
        var (exitCode, text) = await collector.RunForTextAsync(arguments);
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)}: {exitCode}\n{text}");
        return text;
    }

    private static async Task PublishAsync(CollectorProcess collector, string key)
    {
        using var grpc = new GrpcCaller(collector.Grpc, key);
        await grpc.CallAsync(
            "Publish",
            new PublishRequest
            {
                ClientInstanceId = 4712,
                BatchSequence = 1,
                Events =
                {
                    Enumerable.Range(1, Events).Select(i => new Event
                    {
                        Kind = EventKind.FeatureUse,
                        Sequence = (ulong)i,
                        OccurredAtUnixMs = TimeProvider.System.GetUtcNow().AddHours(-12 * i).ToUnixTimeMilliseconds(),
                        AccountId = "initech",
                        UserId = $"user-{i % 5}",
                        Feature = $"feature-{i % 3}",
                    }),
                },
            },
            PublishResponse.Parser);
    }

    private static JsonNode Last(string lines) => JsonNode.Parse(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])!;
}
