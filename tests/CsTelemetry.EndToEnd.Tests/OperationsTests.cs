using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsTelemetry.EndToEnd.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using YamlDotNet.RepresentationModel;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>What an operator takes from `collector/operations` speaks of things that there are.</summary>
public sealed partial class OperationsTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "collector", "operations");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Every_expression_of_the_dashboard_and_the_alerts_names_metrics_and_labels_of_a_real_collector_which_also_pushes_them()
    {
        await using var receiver = new OtlpReceiver();
        await using var collector = await CollectorProcess.StartAsync("http", new Dictionary<string, string>
        {
            ["Collector__Otlp__Endpoint"] = receiver.Address,
            ["Collector__Otlp__Protocol"] = "http/protobuf",
            ["Collector__Otlp__Interval"] = "00:00:01",
        });
        await UseAsync(collector);
        using var http = new HttpClient();
        var scrape = await http.GetStringAsync(new Uri(collector.Http, "/metrics"));
        var expressions = DashboardExpressions().Concat(AlertExpressions()).ToList();

        Assert.True(expressions.Count > 30, $"Only {expressions.Count} expressions were found.");
        Assert.Empty(expressions.SelectMany(expression => FaultsOf(expression, scrape)));
        foreach (var metric in (string[])["scores_event_delay_seconds", "scores_lag_seconds", "scores_failures_total", "scores_backlog", "idempotency_failures_total", "idempotency_bounds_total"])
        {
            Assert.Contains(AlertExpressions(), expression => expression.Contains($"cstelemetry_collector_{metric}", StringComparison.Ordinal));
            Assert.Contains(DashboardExpressions(), expression => expression.Contains($"cstelemetry_collector_{metric}", StringComparison.Ordinal));
        }

        await receiver.ReceivedAsync("cstelemetry.collector.events"u8.ToArray(), Patience);
    }

    [Fact]
    public void Every_alert_says_what_is_wrong_and_what_to_do()
    {
        var rules = Rules();

        Assert.True(rules.Count >= 10);
        Assert.All(rules, rule =>
        {
            Assert.Matches("^CsTelemetry[A-Z]", Text(rule, "alert"));
            Assert.Contains(Text((YamlMappingNode)rule["labels"], "severity"), (string[])["critical", "warning"]);
            Assert.True(Text((YamlMappingNode)rule["annotations"], "summary").Length > 20);
            Assert.True(Text((YamlMappingNode)rule["annotations"], "description").Length > 20);
        });
        Assert.Equal(rules.Count, rules.Select(rule => Text(rule, "alert")).Distinct().Count());
    }

    [Fact]
    public void What_the_container_file_copies_is_in_the_repository()
    {
        var sources = File.ReadLines(Path.Combine(Folder, "Containerfile"))
            .Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1])
            .ToList();

        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.True(Path.Exists(Path.Combine(Repository.Root, source)), source));
    }

    [Fact]
    public void The_container_file_takes_its_base_images_as_arguments_and_has_the_library_where_the_collector_looks_first()
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, "Containerfile"));
        var arguments = lines.Where(line => line.StartsWith("ARG ", StringComparison.Ordinal)).Select(line => line[4..line.IndexOf('=', StringComparison.Ordinal)]).ToList();

        Assert.All(lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)), line => Assert.Contains(line.Split(' ')[1], arguments.Select(argument => $"${{{argument}}}")));
        Assert.Contains(lines, line => line.StartsWith("COPY --from=clickhouse ", StringComparison.Ordinal) && line.EndsWith("/libchdb.so /app/libchdb.so", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Systemd_finds_no_fault_in_the_unit()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/systemd-analyze"))
        {
            Assert.Contains("ExecStart=/opt/cstelemetry/CsTelemetry.Collector serve", await File.ReadAllTextAsync(Path.Combine(Folder, "cstelemetry.service")), StringComparison.Ordinal);
            return;
        }

        // The program is not installed here, and that is all it may complain about.
        var start = new ProcessStartInfo("systemd-analyze", ["verify", "--man=no", Path.Combine(Folder, "cstelemetry.service")]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.DoesNotContain(said.Split('\n'), line => line.Contains("cstelemetry.service", StringComparison.Ordinal) && !line.Contains("is not executable", StringComparison.Ordinal));
    }

    private static async Task UseAsync(CollectorProcess collector)
    {
        var key = await collector.CreateKeyAsync("acme", "ingest");
        await using var telemetry = CsTelemetryClient.Create(options => (options.Endpoint, options.ApiKey) = (collector.Grpc, key));
        Assert.True(telemetry.TrackFeature("reports.export", "acme", "u1"));
        Assert.True((await telemetry.FlushAsync(Patience)).AllDelivered);
    }

    private static IEnumerable<string> DashboardExpressions()
    {
        var dashboard = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "grafana-dashboard.json")))!;
        return from panel in dashboard["panels"]!.AsArray()
               from target in panel!["targets"]?.AsArray() ?? []
               select (string)target!["expr"]!;
    }

    private static IEnumerable<string> AlertExpressions() => Rules().Select(rule => Text(rule, "expr")).Where(expression => !expression.StartsWith("up{", StringComparison.Ordinal));

    private static List<YamlMappingNode> Rules()
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Folder, "alerts.yml"));
        yaml.Load(reader);
        var groups = (YamlSequenceNode)yaml.Documents[0].RootNode["groups"];
        return [.. groups.SelectMany(group => (YamlSequenceNode)group["rules"]).Cast<YamlMappingNode>()];
    }

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;

    private static IEnumerable<string> FaultsOf(string expression, string scrape)
    {
        var used = MetricUse().Matches(expression);
        if (used.Count == 0)
        {
            yield return $"no metric in: {expression}";
        }

        foreach (Match use in used)
        {
            var name = use.Groups["name"].Value;
            if (!scrape.Contains($"# TYPE {Regex.Replace(name, "_bucket$", "")} ", StringComparison.Ordinal))
            {
                yield return $"{name} is no metric: {expression}";
            }

            // What has not happened yet has no sample, and shows no labels.
            var samples = scrape.Split('\n').Where(line => line.StartsWith(name + "{", StringComparison.Ordinal)).ToList();
            foreach (Match label in LabelUse().Matches(use.Groups["labels"].Value).Where(label => label.Groups["label"].Value != "instance"))
            {
                var written = $"{label.Groups["label"].Value}=\"{label.Groups["value"].Value}\"";
                if (samples.Count > 0 && (label.Groups["is"].Value == "=" ? !samples.Exists(line => line.Contains(written, StringComparison.Ordinal)) : !samples[0].Contains(label.Groups["label"].Value + "=", StringComparison.Ordinal)))
                {
                    yield return $"{name} has no {written}: {expression}";
                }
            }
        }
    }

    [GeneratedRegex(@"(?<name>cstelemetry_\w+)(?:\{(?<labels>[^}]*)\})?")]
    private static partial Regex MetricUse();

    [GeneratedRegex("(?<label>\\w+)(?<is>=~|!=|=)\"(?<value>[^\"]*)\"")]
    private static partial Regex LabelUse();

    /// <summary>Takes what is pushed to /, as an OTLP receiver over HTTP does.</summary>
    private sealed class OtlpReceiver : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly List<(byte[] Body, TaskCompletionSource Seen)> _awaited = [];
        private byte[] _last = [];

        public OtlpReceiver()
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            _app = builder.Build();
            _app.Run(TakeAsync);
            _app.StartAsync().GetAwaiter().GetResult();
        }

        public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1/metrics";

        public Task ReceivedAsync(byte[] part, TimeSpan patience)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_awaited)
            {
                if (_last.AsSpan().IndexOf(part) >= 0)
                {
                    return Task.CompletedTask;
                }

                _awaited.Add((part, seen));
            }

            return seen.Task.WaitAsync(patience);
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task TakeAsync(HttpContext http)
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            lock (_awaited)
            {
                _last = body.ToArray();
                _awaited.Where(one => _last.AsSpan().IndexOf(one.Body) >= 0).ToList().ForEach(one => one.Seen.TrySetResult());
            }
        }
    }
}
