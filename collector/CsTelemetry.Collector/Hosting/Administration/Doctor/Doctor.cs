using System.Runtime.CompilerServices;
using CsTelemetry.Collector.Administering;

namespace CsTelemetry.Collector.Hosting.Administration.Doctor;

/// <summary>Looks at everything that keeps a collector from working, and says the way out. Changes nothing and starts nothing.</summary>
internal static class Doctor
{
    public static async IAsyncEnumerable<AdministrationLine> RunAsync(string data, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CollectorSettings? settings = null;
        string? fault = null;
        try
        {
            settings = AdministrationSettings.Read(data);
        }
        catch (InvalidOperationException exception)
        {
            fault = exception.Message;
        }

        if (settings is null)
        {
            yield return DoctorCheck.Bad("configuration", fault!).ToLine();
            yield return AdministrationLine.Result("Mend the configuration first.", exit: ExitCodes.Found);
            yield break;
        }

        yield return DoctorCheck.Good("configuration", "every setting is within its limits.").ToLine();
        var client = new AdministrationClient(new DataFolder(settings.DataPath()));
        var isRunning = await client.AnswersAsync(cancellationToken);
        var checks = isRunning ? await RunningChecks.OfAsync(client, cancellationToken) : await StoppedChecks.OfAsync(settings, cancellationToken);
        var bad = 0;
        foreach (var check in FileChecks.Of(settings).Concat(checks).Concat(SettingsChecks.Of(settings, isRunning, time.GetUtcNow())))
        {
            bad += check.IsGood ? 0 : 1;
            yield return check.ToLine();
        }

        yield return bad == 0
            ? AdministrationLine.Result("All is well.")
            : AdministrationLine.Result($"{bad} things need attention.", new { Bad = bad }, ExitCodes.Found);
    }
}
