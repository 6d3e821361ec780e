using System.CommandLine;
using System.Text.Json.Nodes;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector validate`: asks a tenant's own history whether the score predicts.</summary>
internal static class ValidateCommand
{
    public static Command Build()
    {
        var common = new CommonOptions();
        var tenant = new Option<string>("--tenant") { Description = "Whose history.", Required = true };
        var from = new Option<string?>("--from") { Description = "The first month at whose end accounts are scored, such as 2024-01. Default the month of the first event." };
        var to = new Option<string?>("--to") { Description = "The last such month. Default the newest whose outcome is known." };
        var knowledge = new Option<string?>("--knowledge") { Description = "Seats, plans and entitlements as \"recorded\" by each month-end, or by \"validity\", whenever they were told. Default auto: recorded, unless no account had been told by the last month-end." };
        var command = common.AddTo(new Command("validate", "Scores every account at each month-end with what was known then, looks who was lost in days 15 to 104 after, and prints the evidence card. GET /v1/validation/VERSION serves it.") { tenant, from, to, knowledge });
        command.SetAction((parsed, cancellationToken) => OperationRun.RunAsync(
            parsed,
            common,
            "validate",
            new JsonObject { ["tenant"] = parsed.GetValue(tenant), ["from"] = parsed.GetValue(from), ["to"] = parsed.GetValue(to), ["knowledge"] = parsed.GetValue(knowledge) },
            cancellationToken));
        return command;
    }
}
