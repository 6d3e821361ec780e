using System.Globalization;
using System.Text;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Tests.Histories;
using CsTelemetry.ClickHouse;

namespace CsTelemetry.Collector.Tests.Measuring;

/// <summary>Puts made-up tenants into the store: their events into the raw table, who and what does not count into the knowledge.</summary>
internal static class HistoryRows
{
    // One statement for all tenants; the real log alone touches two hundred months.
    private static readonly Dictionary<string, string> Settings = new() { ["max_partitions_per_insert_block"] = "0" };

    public static async Task AddAsync(ClickHouseClient store, IEnumerable<(string Tenant, History History)> tenants)
    {
        var events = new StringBuilder("INSERT INTO events (tenant, account_id, kind, feature, day, user_id, platform, actor_kind, quantity, occurred_at, received_at, wal_id, wal_batch) FORMAT TabSeparated\n");
        var knowledge = new StringBuilder("INSERT INTO knowledge (tenant, kind, account_id, id, source, version, recorded_by, removed, body) FORMAT TabSeparated\n");
        foreach (var (tenant, history) in tenants)
        {
            foreach (var e in history.Events)
            {
                var at = e.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
                events.Append(CultureInfo.InvariantCulture, $"{tenant}\t{e.Account}\t{e.Kind}\t{e.Feature}\t{history.DayOf(e):yyyy-MM-dd}\t{e.User}\t{e.Platform}\t{Actor(e.Actor)}\t1\t{at}\t{at}\t1\t1\n");
            }

            Knowledge(knowledge, tenant, history.Knowledge);
        }

        await store.ExecuteAsync(new ClickHouseQuery(events.ToString()) { Settings = Settings }, CancellationToken.None);
        await store.ExecuteAsync(new ClickHouseQuery(knowledge.ToString()) { Settings = Settings }, CancellationToken.None);
    }

    private static void Knowledge(StringBuilder rows, string tenant, TenantKnowledge knowledge)
    {
        foreach (var account in knowledge.Accounts.Values.Where(account => account.Excluded))
        {
            Row("account", account.Id, account.Id, """{"excluded":true}""");
        }

        foreach (var user in knowledge.Users.Values.Where(user => user.Excluded || user.Actor is ActorKind.Service or ActorKind.Agent))
        {
            Row("user", user.AccountId, user.Id, user.Excluded ? """{"excluded":true}""" : $$"""{"actor":"{{Actor(user.Actor!.Value)}}"}""");
        }

        foreach (var feature in knowledge.Features.Values.Where(feature => feature.Kind == FeatureKind.Navigation))
        {
            Row("feature", "", feature.Key, """{"kind":"navigation"}""");
        }

        void Row(string kind, string account, string id, string body) =>
            rows.Append(CultureInfo.InvariantCulture, $"{tenant}\t{kind}\t{account}\t{id}\ttold\t1\ttest\t0\t{body}\n");
    }

    private static string Actor(ActorKind actor) => actor switch { ActorKind.Service => "service", ActorKind.Agent => "agent", _ => "human" };
}
