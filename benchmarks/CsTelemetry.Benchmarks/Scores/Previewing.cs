using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Hosting;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;
using Microsoft.Extensions.DependencyInjection;

namespace CsTelemetry.Benchmarks.Scores;

/// <summary>Drafts versions of the score model and times what they would change: over the whole portfolio, with the back-test.</summary>
internal static class Previewing
{
    // All that a version can change is one of these three: what is made of the numbers that rows keep, which core features count, and how they count.
    private static readonly (string Name, string Version, string Json)[] Drafts =
    [
        ("other weights", "2.0.0", """{"version":"2.0.0","weights":{"reach":0.15,"consistency":0.3,"breadth":0.2,"intensity":0.2,"resilience":0.1,"momentum":0.05}}"""),
        ("other core features", "2.1.0", """{"version":"2.1.0","core":[{"feature":"feature-001"},{"feature":"feature-002"},{"feature":"feature-005"}]}"""),
        ("another rule of adoption", "2.2.0", """{"version":"2.2.0","shapes":{"adopted_uses":5,"adopted_days":4}}"""),
    ];

    public static async Task<string> RunAsync(CollectorHost host, DateOnly newest, CancellationToken cancellationToken)
    {
        var desk = host.Services.GetRequiredService<ModelDesk>();
        var reports = host.Services.GetRequiredService<ModelReports>();
        var texts = new List<string>();
        foreach (var (name, version, json) in Drafts)
        {
            var started = Stopwatch.GetTimestamp();
            var write = await desk.DraftAsync(new QueryScope(MadeUpUse.Tenant, newest), Encoding.UTF8.GetBytes(json), "benchmark", null, cancellationToken);
            if (write.Entry is null)
            {
                throw new InvalidOperationException($"The draft of {name} was refused: {string.Join(' ', write.Faults ?? [])}");
            }

            var drafted = Stopwatch.GetElapsedTime(started);
            started = Stopwatch.GetTimestamp();
            var preview = await reports.PreviewAsync(MadeUpUse.Tenant, version, null, cancellationToken);
            var previewed = Stopwatch.GetElapsedTime(started);
            var test = preview!.BackTest!;
            var found = test.Reason ?? string.Create(CultureInfo.InvariantCulture, $"AUC {test.Draft!.Auc.Value:F3} against {test.InForce!.Auc.Value:F3}");
            texts.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} {previewed.TotalSeconds:F2} s (drafted in {drafted.TotalSeconds:F2} s; {preview.AccountCount} accounts; back-test of {test.AccountCount} accounts at {test.MonthEndCount} month-ends: {found})"));
        }

        return $"Preview of a draft: {string.Join(", ", texts)}.";
    }
}
