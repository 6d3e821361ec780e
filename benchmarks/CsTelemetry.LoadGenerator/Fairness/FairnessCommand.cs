using System.CommandLine;

namespace CsTelemetry.LoadGenerator.Fairness;

/// <summary>The command `fairness`.</summary>
internal static class FairnessCommand
{
    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { Description = "For how long each state is measured: the quiet tenant alone, and beside the flood.", DefaultValueFactory = _ => 60 };
        var quota = new Option<long>("--quota") { Description = "The flooding tenant's quota in events a second; 0 for none: it then sends as fast as it can.", DefaultValueFactory = _ => 5_000 };
        var times = new Option<double>("--times") { Description = "How many times its quota it offers.", DefaultValueFactory = _ => 20 };
        var batch = new Option<int>("--batch") { Description = "Events of one of its batches, 1 to 5000.", DefaultValueFactory = _ => 500 };
        var command = new Command("fairness", "Measures how long a quiet tenant's batches take, alone and while another tenant floods a real collector process.") { seconds, quota, times, batch };
        command.SetAction((parsed, cancellationToken) => FairnessRun.RunAsync(
            new FairnessOptions(TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(quota), parsed.GetValue(times), parsed.GetValue(batch)),
            cancellationToken));
        return command;
    }
}
