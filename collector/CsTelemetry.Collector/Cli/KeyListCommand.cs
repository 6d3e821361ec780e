using System.CommandLine;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector keys list`.</summary>
internal static class KeyListCommand
{
    public static Command Build()
    {
        var data = DataOption.Build();
        var command = new Command("list", "Lists the keys, without their secrets: prefix, tenant, scopes, when made, when they end, when last used (to the hour), state; with tabs between.") { data };
        command.SetAction((parsed, _) => CommandRun.RunAsync(() =>
        {
            var used = KeysCommand.Usage(parsed.GetValue(data)!).Load();
            foreach (var key in KeysCommand.File(parsed.GetValue(data)!).Load())
            {
                Console.WriteLine(Line(key, used.TryGetValue(key.Prefix, out var at) ? at : null, TimeProvider.System.GetUtcNow()));
            }

            return Task.FromResult(0);
        }));
        return command;
    }

    /// <summary>Describes a key in a line.</summary>
    internal static string Line(ApiKey key, DateTimeOffset? usedAt, DateTimeOffset now) => string.Join(
        '\t',
        key.Prefix,
        key.Tenant,
        string.Join(',', key.Scopes),
        $"created {key.CreatedAt:u}",
        key.ExpiresAt is { } end ? $"expires {end:u}" : "expires never",
        usedAt is { } used ? $"used {used:yyyy-MM-dd HH}h" : "used never",
        State(key, now));

    private static string State(ApiKey key, DateTimeOffset now)
    {
        if (key.RevokedAt is { } revoked)
        {
            return $"revoked {revoked:u}";
        }

        if (key.ExpiresAt <= now)
        {
            return "expired";
        }

        return key.LiveHashes(now).Count < ApiKey.MaxSecretCount ? "live"
            : key.OlderSecretEndsAt is { } end ? $"live, older secret until {end:u}"
            : "live, two secrets";
    }
}
