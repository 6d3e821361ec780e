using System.CommandLine;

namespace CsTelemetry.Benchmarks.Scores;

internal static class ScoresCommand
{
    public static Command Create()
    {
        var accounts = new Option<int>("--accounts") { DefaultValueFactory = _ => 10_000, Description = "How many accounts." };
        var features = new Option<int>("--features") { DefaultValueFactory = _ => 50, Description = "How many features." };
        var months = new Option<int>("--months") { DefaultValueFactory = _ => 18, Description = "How many months of use." };
        var backfill = new Option<int>("--backfill-runs") { DefaultValueFactory = _ => 0, Description = "How many days of the past are filled in; 0 for the last 28 days and the Sundays of 52 weeks." };
        var command = new Command("scores", "Measures how long scores take: all accounts, those that changed, the past; one over HTTP, and a list.") { accounts, features, months, backfill };
        command.SetAction((parsed, cancellationToken) => ScoresBenchmark.RunAsync(
            new ScoresOptions(parsed.GetValue(accounts), parsed.GetValue(features), parsed.GetValue(months), parsed.GetValue(backfill)), cancellationToken));
        return command;
    }
}
