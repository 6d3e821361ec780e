using System.CommandLine;
using CsTelemetry.Collector.Hosting.Administration.Doctor;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector doctor`: looks at everything that keeps a collector from working.</summary>
internal static class DoctorCommand
{
    public static Command Build()
    {
        var common = new CommonOptions();
        var command = common.AddTo(new Command("doctor", "Checks configuration, files, disk, log, store, clock, ports, certificate and books, and says the way out. Exits with 1 if anything is wrong."));
        command.SetAction((parsed, cancellationToken) => OperationRun.ShowAsync(parsed, common, Doctor.RunAsync(common.DataOf(parsed), TimeProvider.System, cancellationToken), cancellationToken));
        return command;
    }
}
