using System.CommandLine;
using System.Text.Json;
using CsTelemetry.Collector.Auditing;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector audit-log`: shows who has administered what.</summary>
internal static class AuditLogCommand
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 100_000;

    public static Command Build()
    {
        var data = DataOption.Build();
        var tenant = new Option<string?>("--tenant") { Description = "Only what was about this tenant." };
        var limit = new Option<int>("--limit") { Description = $"How many, the newest first: 1 to {MaxLimit}.", DefaultValueFactory = _ => DefaultLimit };
        var json = new Option<bool>("--json") { Description = "Prints a line of JSON for each." };
        var command = new Command("audit-log", "Shows administrative acts, the newest first: number, time, who, from where, tenant, what, on what, outcome, detail; with tabs between.") { data, tenant, limit, json };
        command.SetAction((parsed, _) => CommandRun.RunAsync(() =>
        {
            if (parsed.GetValue(limit) is < 1 or > MaxLimit)
            {
                throw new ArgumentException($"--limit is {parsed.GetValue(limit)}; it must be 1 to {MaxLimit}.");
            }

            foreach (var entry in new AuditReader(new AuditFiles(parsed.GetValue(data)!)).Read(parsed.GetValue(tenant), null, parsed.GetValue(limit)))
            {
                Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(entry) : Line(entry));
            }

            return Task.FromResult(0);
        }));
        return command;
    }

    private static string Line(AuditEntry entry) => string.Join(
        '\t', entry.Number, $"{entry.At:u}", entry.Actor, entry.From, entry.Tenant ?? "-", entry.Action, entry.Target, entry.Outcome, entry.Detail ?? "");
}
