using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector tenants set`.</summary>
internal static class TenantSetCommand
{
    private const string NoLimit = "none";

    public static Command Build()
    {
        var data = DataOption.Build();
        var id = TenantsCommand.Id();
        var zone = new Option<string?>("--time-zone") { Description = "The IANA time zone in which its days begin." };
        var events = new Option<string?>("--events-per-second") { Description = $"How many events a second are taken, on average; {NoLimit} for no limit." };
        var bytes = new Option<string?>("--bytes-per-second") { Description = $"How many bytes of messages a second are taken, inflated, on average; {NoLimit} for no limit." };
        var burst = new Option<string?>("--burst") { Description = "How many seconds' worth may come at once after a pause, such as 10s; 1s to 1h." };
        var weight = new Option<int?>("--weight") { Description = $"Its share of the log while tenants wait for it; 1 to {TenantOptions.MaxWeight}." };
        var command = new Command("set", "Changes settings of a tenant; those that are not named stay.") { id, data, zone, events, bytes, burst, weight };
        command.SetAction((parsed, _) => CommandRun.RunAsync(() => SetAsync(parsed.GetValue(data)!, parsed.GetValue(id)!, new Dictionary<string, JsonNode?>
        {
            [nameof(TenantOptions.TimeZone)] = parsed.GetValue(zone),
            [nameof(TenantOptions.EventsPerSecond)] = Rate("--events-per-second", parsed.GetValue(events)),
            [nameof(TenantOptions.BytesPerSecond)] = Rate("--bytes-per-second", parsed.GetValue(bytes)),
            [nameof(TenantOptions.Burst)] = parsed.GetValue(burst) is { } text ? TimeText.Span(text).ToString("c") : null,
            [nameof(TenantOptions.Weight)] = parsed.GetValue(weight),
        })));
        return command;
    }

    private static async Task<int> SetAsync(string data, string id, Dictionary<string, JsonNode?> settings)
    {
        var given = settings.Where(setting => setting.Value is not null).ToDictionary();
        if (given.Count == 0)
        {
            throw new ArgumentException("Name a setting to change; see `tenants set --help`.");
        }

        TenantsCommand.File(data).Set(id, given);
        await LocalAudit.NoteAsync(data, AuditActions.TenantSet, id, id, detail: string.Join("; ", given.Select(setting => $"{setting.Key} {setting.Value}")));
        Console.WriteLine(TenantsCommand.Line(id, new TenantDirectory(Hosting.CollectorConfiguration.Tenants(data)).Of(id)));
        return 0;
    }

    // 0 means no limit in the configuration; here it must be said in words, or a slip would lift a limit.
    private static JsonNode? Rate(string option, string? text) => text switch
    {
        null => null,
        NoLimit => 0L,
        _ => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate > 0
            ? rate
            : throw new ArgumentException($"{option} is \"{text}\"; it must be a whole number above 0, or {NoLimit} for no limit."),
    };
}
