using System.Text.Json.Nodes;
using CsTelemetry.EndToEnd.Tests.Running;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>What an operator does by command, with a real collector that runs, and with one that does not.</summary>
public sealed class OperatingTests : IDisposable
{
    private static readonly Dictionary<string, string> Quick = new() { ["Store__AuditInterval"] = "00:00:00.2" };

    private readonly string _folder = Directory.CreateTempSubdirectory("cstelemetry-operating-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_collector_is_looked_at_audited_exported_backed_up_restored_and_freed_of_an_account()
    {
        await using var collector = await CollectorProcess.StartAsync("http", Quick);
        var key = await collector.CreateKeyAsync("acme", "ingest,read,erase");
        using var api = new ApiReader(collector.Http, key);
        await PublishAsync(collector, key);
        await api.ScoredAsync();

        await LooksWellAsync(collector);
        await ImportsAsync(collector, await ExportsAsync(collector));
        await AuditsAsync(collector);
        var (scores, stored) = (await api.GetTextAsync("/v1/adoption-scores"), await api.GetTextAsync("/v1/ingestion"));
        Assert.Equal(0, (await collector.RunForTextAsync("backup", "--to", Path.Combine(_folder, "backup"))).ExitCode);

        await ErasesAsync(collector, api);
        await ActsAreNotedAsync(collector);
        await RestoresAsync(collector, key, scores, stored);
    }

    private static async Task LooksWellAsync(CollectorProcess collector)
    {
        var socket = Path.Combine(collector.DataDirectory, "admin.sock");
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(socket) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), socket);

        var (code, inspected) = await collector.RunForTextAsync("wal", "inspect", "--json");
        Assert.Equal(0, code);
        Assert.Equal(40, (int)Last(inspected)["data"]!["tenants"]!["acme"]!["events"]!);
        Assert.Equal(0, (await collector.RunForTextAsync("wal", "verify")).ExitCode);

        var (well, report) = await collector.RunForTextAsync("doctor");
        Assert.True(well == 0, report);
        Assert.Contains("✓ balance: 40 events accepted, 40 of them verified", report, StringComparison.Ordinal);
        var plan = await collector.RunForTextAsync("migrate", "--dry-run");
        Assert.Contains("The schema is up to date.", plan.Output, StringComparison.Ordinal);
    }

    private async Task<List<string>> ExportsAsync(CollectorProcess collector)
    {
        var output = Path.Combine(_folder, "export");
        for (var times = 0; times < 2; times++)
        {
            var (code, text) = await collector.RunForTextAsync("export", "--tenant", "acme", "--out", output, "--json");
            Assert.Equal((0, 40), (code, (int)Last(text)["data"]!["events"]!));
        }

        var lines = Directory.EnumerateFiles(output, "*.ndjson").SelectMany(File.ReadLines).ToList();
        Assert.Equal(40, lines.Select(line => (string)JsonNode.Parse(line)!["sequence"]!).Distinct().Count());
        Assert.Equal(2, (await collector.RunForTextAsync("export", "--tenant", "acme", "--out", output, "--format", "csv")).ExitCode);
        return lines;
    }

    private async Task ImportsAsync(CollectorProcess collector, List<string> events)
    {
        using var api = new ApiReader(collector.Http, await collector.CreateKeyAsync("globex", "read"));
        var file = Path.Combine(_folder, "events.ndjson");
        await File.WriteAllLinesAsync(file, [.. events, """{"kind":"feature_use","occurred_at":"tomorrow"}""", """{"kind":"feature_use","occurred_at":"2026-01-01T00:00:00Z"}"""]);

        var (dry, judged) = await collector.RunForTextAsync("import", file, "--tenant", "globex", "--dry-run", "--json");
        Assert.Equal((1, 40, 2), (dry, (int)Last(judged)["data"]!["accepted"]!, (int)Last(judged)["data"]!["rejected"]!));
        Assert.Contains("\"row\":41", judged, StringComparison.Ordinal);
        Assert.Contains("\"row\":42", judged, StringComparison.Ordinal);

        for (var times = 0; times < 2; times++)
        {
            var (code, imported) = await collector.RunForTextAsync("import", file, "--tenant", "globex", "--json");
            Assert.Equal((1, 40, times > 0), (code, (int)Last(imported)["data"]!["accepted"]!, (bool)Last(imported)["data"]!["imported_before"]!));
        }

        await api.SettledAsync();
        var stored = await api.GetAsync("/v1/ingestion");
        Assert.Equal((40, 40), ((int)stored["raw_events"]!, (int)stored["rollup_events"]!));
    }

    private static async Task AuditsAsync(CollectorProcess collector)
    {
        var (code, audited) = await collector.RunForTextAsync("audit", "--json");
        Assert.True(code == 0, audited);
        Assert.Equal((0, 0), ((int)Last(audited)["data"]!["differing_days"]!, (int)Last(audited)["data"]!["surplus_rows"]!));
        Assert.Equal(0, (await collector.RunForTextAsync("rebuild", "--all")).ExitCode);
        Assert.NotEqual(0, (await collector.RunForTextAsync("rebuild")).ExitCode);
        Assert.Equal(0, (await collector.RunForTextAsync("audit", "--days", "2020-01-01..2100-01-01")).ExitCode);
        Assert.Equal(2, (await collector.RunForTextAsync("audit", "--days", "2026-10-01..yesterday")).ExitCode);
    }

    private static async Task ErasesAsync(CollectorProcess collector, ApiReader api)
    {
        var (code, erased) = await collector.RunForTextAsync("erase", "account", "initech", "--tenant", "acme", "--json");
        Assert.True(code == 0, erased);
        var receipt = Last(erased)["data"]!;
        Assert.Equal((true, 20, 0), ((bool)receipt["is_account"]!, (int)receipt["raw_rows"]!, (int)receipt["remaining_rows"]!));
        var told = await api.GetAsync($"/v1/erasures/{(string)receipt["receipt_id"]!}");
        Assert.Equal(("account", "done"), ((string)told["target"]!, (string)told["state"]!));
        Assert.Equal(20, (int)(await api.GetAsync("/v1/ingestion"))["raw_events"]!);
    }

    private static async Task ActsAreNotedAsync(CollectorProcess collector)
    {
        var (code, log) = await collector.RunForTextAsync("audit-log", "--json");
        var acts = log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).Select(act => $"{act["action"]} {act["outcome"]}").ToHashSet();

        Assert.Equal(0, code);
        Assert.Superset(new HashSet<string> { "export done", "export refused", "import done", "audit done", "rebuild done", "backup done", "erase.order done" }, acts);
    }

    private async Task RestoresAsync(CollectorProcess collector, string key, string scores, string stored)
    {
        var backup = Path.Combine(_folder, "backup");
        Assert.Equal(2, (await collector.RunForTextAsync("restore", "--from", backup)).ExitCode);

        await collector.StopAsync();

        // Without a collector, a command starts the store itself.
        var (offline, audited) = await collector.RunForTextAsync("audit");
        Assert.True(offline == 0, audited);
        Directory.Delete(collector.DataDirectory, recursive: true);
        var (code, restored) = await collector.RunForTextAsync("restore", "--from", backup);
        Assert.True(code == 0, restored);

        await collector.StartAgainAsync();
        using var api = new ApiReader(collector.Http, key);
        Assert.Equal(stored, await api.GetTextAsync("/v1/ingestion"));
        Assert.Equal(scores, await api.GetTextAsync("/v1/adoption-scores"));
        Assert.Equal(0, (await collector.RunForTextAsync("audit")).ExitCode);
        var again = await PublishAsync(collector, key);
        Assert.True(again.Duplicate);
    }

    private static async Task<PublishResponse> PublishAsync(CollectorProcess collector, string key)
    {
        using var grpc = new GrpcCaller(collector.Grpc, key);
        return await grpc.CallAsync(
            "Publish",
            new PublishRequest
            {
                ClientInstanceId = 4711,
                BatchSequence = 1,
                Events =
                {
                    Enumerable.Range(1, 40).Select(i => new Event
                    {
                        Kind = EventKind.FeatureUse,
                        Sequence = (ulong)i,
                        OccurredAtUnixMs = TimeProvider.System.GetUtcNow().AddHours(-12 * i).ToUnixTimeMilliseconds(),
                        AccountId = i % 2 == 0 ? "initech" : "umbrella",
                        UserId = $"user-{i % 5}",
                        Feature = $"feature-{i % 3}",
                    }),
                },
            },
            PublishResponse.Parser);
    }

    private static JsonNode Last(string lines) => JsonNode.Parse(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])!;
}
