using System.CommandLine;
using System.Text.Json.Nodes;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector erase`: orders the erasure of a user or an account, and shows the receipt.</summary>
internal static class EraseCommand
{
    public static Command Build() => new("erase", "Erases a user or an account from raw events, rollup, attributes, quarantine and log; the receipt proves it.") { User(), Account(), Receipt() };

    private static Command User()
    {
        var user = new Argument<string>("user") { Description = "The user, as events name them." };
        var account = new Option<string?>("--account") { Description = "Only in this account." };
        return Build("user", "Erases a user.", user, [account], (parsed, arguments) =>
        {
            arguments["user"] = parsed.GetValue(user);
            arguments["account"] = parsed.GetValue(account);
        });
    }

    private static Command Account()
    {
        var account = new Argument<string>("account") { Description = "The account, as events name it." };
        return Build("account", "Erases an account with everybody in it.", account, [], (parsed, arguments) => arguments["account"] = parsed.GetValue(account));
    }

    private static Command Receipt()
    {
        var receipt = new Argument<string>("receipt") { Description = "What the order was answered with." };
        return Build("receipt", "Waits for an order that was given before, and shows its receipt.", receipt, [], (parsed, arguments) => arguments["receipt"] = parsed.GetValue(receipt));
    }

    private static Command Build(string target, string description, Argument<string> subject, IEnumerable<Option> options, Action<ParseResult, JsonObject> fill)
    {
        var common = new CommonOptions();
        var tenant = new Option<string>("--tenant") { Description = "Whose data it is.", Required = true };
        var noWait = new Option<bool>("--no-wait") { Description = "Only give the order." };
        var command = common.AddTo(new Command(target, description) { subject, tenant, noWait });
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            var arguments = new JsonObject { ["target"] = target, ["tenant"] = parsed.GetValue(tenant), ["no_wait"] = parsed.GetValue(noWait) };
            fill(parsed, arguments);
            return OperationRun.RunAsync(parsed, common, "erase", arguments, cancellationToken);
        });
        return command;
    }
}
