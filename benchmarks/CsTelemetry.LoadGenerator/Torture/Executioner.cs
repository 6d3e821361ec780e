using System.Globalization;
using CsTelemetry.LoadGenerator.Running;

namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>Carries out a schedule of kills. The collector is started again at once, ClickHouse by its supervisor.</summary>
internal sealed class Executioner(CollectorUnderTest collector, Store store)
{
    private const int TellEvery = 10;

    public async Task RunAsync(IReadOnlyList<KillStep> steps, CancellationToken cancellationToken)
    {
        for (var done = 0; done < steps.Count; done++)
        {
            if (done > 0 && done % TellEvery == 0)
            {
                Console.WriteLine($"{done} of {steps.Count} kills.");
            }

            await CarryOutAsync(steps[done], cancellationToken);
        }

        await store.RunningAsync(cancellationToken);
        await collector.ReadyAsync(cancellationToken);
    }

    /// <summary>The settings of a collector's life: small waits, or a kill would seldom meet the writer at work.</summary>
    public static Dictionary<string, string> SettingsOf(KillStep step) => new()
    {
        ["Store__FlushInterval"] = step.FlushInterval.ToString("c", CultureInfo.InvariantCulture),
        ["Store__AuditInterval"] = "00:00:00.5",
        ["Store__MaxBatchEvents"] = step.MaxBatchEvents.ToString(CultureInfo.InvariantCulture),
        ["Store__RetryLongestDelay"] = "00:00:01",
        ["Logging__LogLevel__Default"] = "Information",
    };

    private async Task CarryOutAsync(KillStep step, CancellationToken cancellationToken)
    {
        if (step.WaitsForReady)
        {
            await collector.ReadyAsync(cancellationToken);
        }

        await Task.Delay(step.After, TimeProvider.System, cancellationToken);
        if (step.Victim != Victim.Collector)
        {
            await store.KillAsync(cancellationToken);
        }

        if (step.Victim != Victim.Store)
        {
            await collector.KillAsync();
            collector.Settings = SettingsOf(step);
            collector.Launch();
        }
    }
}
