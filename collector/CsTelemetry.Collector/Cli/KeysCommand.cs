using System.CommandLine;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector keys`: makes, rotates, lists and revokes keys. A running collector takes new keys at once and refuses revoked ones within two seconds.</summary>
internal static class KeysCommand
{
    private static readonly TimeSpan PrunedAfter = TimeSpan.FromDays(90);

    public static Command Build() => new("keys", "Makes, rotates, lists and revokes keys.")
    {
        KeyCreateCommand.Build(), KeyListCommand.Build(), KeyRotateCommand.Build(), Revoke(), Prune(),
    };

    internal static KeyFile File(string data) => new(Path.Combine(data, "keys.json"));

    internal static KeyUsageFile Usage(string data) => new(Path.Combine(data, "keys.used.json"));

    internal static KeyIssuer Issuer(string data) => new(File(data), TimeProvider.System);

    /// <summary>Finds whose key it is; null if there is none of the prefix.</summary>
    internal static string? TenantOf(string data, string prefix) => File(data).Load().FirstOrDefault(key => key.Prefix == prefix)?.Tenant;

    internal static Argument<string> Prefix() => new("prefix") { Description = "The part of the key before the dot." };

    private static Command Revoke()
    {
        var data = DataOption.Build();
        var prefix = Prefix();
        var command = new Command("revoke", "Takes a key back, with all its secrets. A running collector refuses it within seconds, on open streams, too.") { prefix, data };
        command.SetAction((parsed, _) => CommandRun.RunAsync(async () =>
        {
            var (at, name) = (parsed.GetValue(data)!, parsed.GetValue(prefix)!);
            var found = Issuer(at).Revoke(name);
            await LocalAudit.NoteAsync(at, AuditActions.KeyRevoke, name, TenantOf(at, name), found ? null : "There is no such key.");
            if (!found)
            {
                await Console.Error.WriteLineAsync($"There is no key of the prefix \"{name}\"; see `keys list`.");
            }

            return found ? 0 : CommandRun.Failed;
        }));
        return command;
    }

    private static Command Prune()
    {
        var data = DataOption.Build();
        var command = new Command("prune", $"Takes keys out of the file that were revoked or expired {PrunedAfter.TotalDays} days ago or earlier, and prints their prefixes.") { data };
        command.SetAction((parsed, _) => CommandRun.RunAsync(async () =>
        {
            var at = parsed.GetValue(data)!;
            foreach (var name in Issuer(at).Prune(PrunedAfter))
            {
                Console.WriteLine(name);
                await LocalAudit.NoteAsync(at, AuditActions.KeyPrune, name, null);
            }

            return 0;
        }));
        return command;
    }
}
