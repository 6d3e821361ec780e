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
    // Other weights are recalled from stored rows; other core features need everybody's use.
    private const string OtherWeights =
        """{"version":"2.0.0","weights":{"reach":0.15,"consistency":0.3,"breadth":0.2,"intensity":0.2,"resilience":0.1,"momentum":0.05}}""";

    private const string OtherCore = """{"version":"2.1.0","core":[{"feature":"feature-001"},{"feature":"feature-002"},{"feature":"feature-005"}]}""";

    public static async Task<string> RunAsync(CollectorHost host, DateOnly newest, CancellationToken cancellationToken)
    {
        var desk = host.Services.GetRequiredService<ModelDesk>();
        var reports = host.Services.GetRequiredService<ModelReports>();
        var texts = new List<string>();
        foreach (var (name, version, json) in ((string, string, string)[])[("other weights", "2.0.0", OtherWeights), ("other core features", "2.1.0", OtherCore)])
        {
            var write = await desk.DraftAsync(new QueryScope(MadeUpUse.Tenant, newest), Encoding.UTF8.GetBytes(json), "benchmark", null, cancellationToken);
            if (write.Entry is null)
            {
                throw new InvalidOperationException($"The draft of {name} was refused: {string.Join(' ', write.Faults ?? [])}");
            }

            var started = Stopwatch.GetTimestamp();
            var preview = await reports.PreviewAsync(MadeUpUse.Tenant, version, null, cancellationToken);
            var first = Stopwatch.GetElapsedTime(started);
            var test = preview!.BackTest!;
            var found = test.Reason ?? string.Create(CultureInfo.InvariantCulture, $"AUC {test.Draft!.Auc.Value:F3} against {test.InForce!.Auc.Value:F3}");
            texts.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} {first.TotalSeconds:F2} s ({preview.AccountCount} accounts; back-test of {test.AccountCount} accounts at {test.MonthEndCount} month-ends: {found})"));
        }

        return $"Preview of a draft: {string.Join(", ", texts)}.";
    }
}
