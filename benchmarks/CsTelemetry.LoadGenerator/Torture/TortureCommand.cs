using System.CommandLine;

namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>The command `torture`.</summary>
internal static class TortureCommand
{
    private const double StoreKillsPerKill = 0.3;

    public static Command Create()
    {
        var kills = new Option<int>("--kills") { Description = "How often the collector is killed.", DefaultValueFactory = _ => 30 };
        var storeKills = new Option<int?>("--store-kills") { Description = "How often ClickHouse is killed; by default 0.3 times as often as the collector." };
        var seed = new Option<int>("--seed") { Description = "Draws the kills and the events. The moments are real, so two runs are alike, not the same.", DefaultValueFactory = _ => 1 };
        var clients = new Option<int>("--clients") { Description = "Clients, each on a connection of its own.", DefaultValueFactory = _ => 4 };
        var rate = new Option<int>("--events-per-second") { Description = "How many new events all clients together publish; each is sent up to three times.", DefaultValueFactory = _ => 3_000 };
        var sabotage = new Option<bool>("--sabotage") { Description = "Falsifies the store before it is compared; the run must then fail.", Hidden = true };
        var command = new Command("torture", "Kills the collector and ClickHouse while events are published, then counts what is lost or doubled.") { kills, storeKills, seed, clients, rate, sabotage };
        command.SetAction((parsed, cancellationToken) =>
        {
            var count = parsed.GetValue(kills);
            var options = new TortureOptions(
                count,
                parsed.GetValue(storeKills) ?? (int)Math.Round(count * StoreKillsPerKill),
                parsed.GetValue(seed),
                parsed.GetValue(clients),
                parsed.GetValue(rate),
                parsed.GetValue(sabotage));
            return TortureRun.RunAsync(options, cancellationToken);
        });
        return command;
    }
}
