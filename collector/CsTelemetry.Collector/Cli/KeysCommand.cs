using System.CommandLine;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector keys`: makes, lists and revokes keys. A running collector takes new keys at once and refuses revoked ones within two seconds.</summary>
internal static class KeysCommand
{
    public static Command Build() => new("keys", "Makes, lists and revokes keys.") { Create(), List(), Revoke() };

    private static Command Create()
    {
        var data = DataOption.Build();
        var tenant = new Option<string>("--tenant") { Description = $"The tenant that the key belongs to. {TenantId.Rule}", Required = true };
        var scopes = new Option<string[]>("--scopes")
        {
            Description = $"What it may do, with commas: {string.Join(", ", Scopes.All.Order())}.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        };
        var command = new Command("create", "Makes a key and prints it. The secret is shown this once.") { data, tenant, scopes };
        command.SetAction(parsed =>
        {
            try
            {
                Console.WriteLine(Issuer(parsed.GetValue(data)!).Create(parsed.GetValue(tenant)!, parsed.GetValue(scopes)!));
                return 0;
            }
            catch (ArgumentException exception)
            {
                Console.Error.WriteLine(exception.Message);
                return 2;
            }
        });
        return command;
    }

    private static Command List()
    {
        var data = DataOption.Build();
        var command = new Command("list", "Lists the keys, without their secrets.") { data };
        command.SetAction(parsed =>
        {
            foreach (var key in File(parsed.GetValue(data)!).Load())
            {
                var state = key.RevokedAt is { } at ? $"revoked {at:u}" : "live";
                Console.WriteLine($"{key.Prefix}\t{key.Tenant}\t{string.Join(',', key.Scopes)}\tcreated {key.CreatedAt:u}\t{state}");
            }
        });
        return command;
    }

    private static Command Revoke()
    {
        var data = DataOption.Build();
        var prefix = new Argument<string>("prefix") { Description = "The part of the key before the dot." };
        var command = new Command("revoke", "Takes a key back.") { prefix, data };
        command.SetAction(parsed =>
        {
            if (Issuer(parsed.GetValue(data)!).Revoke(parsed.GetValue(prefix)!))
            {
                return 0;
            }

            Console.Error.WriteLine($"There is no key of the prefix \"{parsed.GetValue(prefix)}\"; see `keys list`.");
            return 1;
        });
        return command;
    }

    private static KeyFile File(string data) => new(Path.Combine(data, "keys.json"));

    private static KeyIssuer Issuer(string data) => new(File(data), TimeProvider.System);
}
