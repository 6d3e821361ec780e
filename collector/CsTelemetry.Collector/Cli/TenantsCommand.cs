using System.CommandLine;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Hosting;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector tenants`: shows and changes tenants' time zones, quotas and weights. A running collector takes a change within seconds.</summary>
internal static class TenantsCommand
{
    public static Command Build() => new("tenants", "Shows and changes tenants' time zones, quotas and weights.") { List(), Show(), TenantSetCommand.Build(), Remove() };

    internal static TenantFile File(string data) => new(Path.Combine(data, CollectorConfiguration.TenantFileName));

    internal static Argument<string> Id() => new("tenant") { Description = $"The tenant, or * for all who have no settings of their own." };

    /// <summary>Describes a tenant's settings in a line.</summary>
    internal static string Line(string id, TenantOptions tenant) => string.Join(
        '\t',
        id,
        tenant.TimeZone,
        $"{(tenant.EventsPerSecond == 0 ? "no limit of" : tenant.EventsPerSecond)} events/s",
        $"{(tenant.BytesPerSecond == 0 ? "no limit of" : tenant.BytesPerSecond)} bytes/s",
        $"burst {tenant.Burst.TotalSeconds}s",
        $"weight {tenant.Weight}");

    private static Command List()
    {
        var data = DataOption.Build();
        var command = new Command("list", "Lists the tenants that have settings or keys, with what is in force for each: time zone, events and bytes a second, burst, weight; with tabs between.") { data };
        command.SetAction((parsed, _) => CommandRun.RunAsync(() =>
        {
            var options = CollectorConfiguration.Tenants(parsed.GetValue(data)!);
            var directory = new TenantDirectory(options);
            var withKeys = KeysCommand.File(parsed.GetValue(data)!).Load().Select(key => key.Tenant);
            foreach (var id in options.Keys.Concat(withKeys).Distinct().Order(StringComparer.Ordinal))
            {
                Console.WriteLine(Line(id, directory.Of(id)));
            }

            return Task.FromResult(0);
        }));
        return command;
    }

    private static Command Show()
    {
        var data = DataOption.Build();
        var id = Id();
        var command = new Command("show", "Shows what is in force for a tenant.") { id, data };
        command.SetAction((parsed, _) => CommandRun.RunAsync(() =>
        {
            var tenant = parsed.GetValue(id)!;
            Console.WriteLine(Line(tenant, new TenantDirectory(CollectorConfiguration.Tenants(parsed.GetValue(data)!)).Of(tenant)));
            return Task.FromResult(0);
        }));
        return command;
    }

    private static Command Remove()
    {
        var data = DataOption.Build();
        var id = Id();
        var command = new Command("remove", "Takes out what `tenants set` has set for a tenant; its keys and its data stay.") { id, data };
        command.SetAction((parsed, _) => CommandRun.RunAsync(async () =>
        {
            var (at, tenant) = (parsed.GetValue(data)!, parsed.GetValue(id)!);
            var removed = File(at).Remove(tenant);
            await LocalAudit.NoteAsync(at, AuditActions.TenantRemove, tenant, tenant, removed ? null : "Nothing was set for it.");
            if (!removed)
            {
                await Console.Error.WriteLineAsync($"`tenants set` has set nothing for \"{tenant}\"; what is configured elsewhere is changed there.");
            }

            return removed ? 0 : CommandRun.Failed;
        }));
        return command;
    }
}
