using System.CommandLine;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector keys create`.</summary>
internal static class KeyCreateCommand
{
    public static Command Build()
    {
        var data = DataOption.Build();
        var tenant = new Option<string>("--tenant") { Description = $"The tenant that the key belongs to. {TenantId.Rule}", Required = true };
        var expires = new Option<string?>("--expires") { Description = $"When it ends: a date (UTC), an RFC 3339 time, or {TimeText.SpanRule}. Default never." };
        var scopes = new Option<string[]>("--scopes")
        {
            Description = $"What it may do, with commas: {string.Join(", ", Scopes.All.Order())}.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        };
        var command = new Command("create", "Makes a key and prints it. The secret is shown this once.") { data, tenant, scopes, expires };
        command.SetAction((parsed, _) => CommandRun.RunAsync(() =>
            CreateAsync(parsed.GetValue(data)!, parsed.GetValue(tenant)!, parsed.GetValue(scopes)!, parsed.GetValue(expires))));
        return command;
    }

    private static async Task<int> CreateAsync(string data, string tenant, string[] scopes, string? expires)
    {
        DateTimeOffset? end = expires is null ? null : TimeText.Moment(expires, TimeProvider.System.GetUtcNow());
        var key = KeysCommand.Issuer(data).Create(tenant, scopes, end);
        Console.WriteLine(key);
        await LocalAudit.NoteAsync(
            data, AuditActions.KeyCreate, key.Split('.')[0], tenant, detail: $"scopes {string.Join(',', scopes)}; expires {(end is { } at ? at.ToString("u") : "never")}");
        return 0;
    }
}
