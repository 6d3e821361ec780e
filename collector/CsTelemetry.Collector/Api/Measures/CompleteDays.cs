using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Tells the newest day that is complete wherever a tenant or one of its accounts is.</summary>
internal sealed class CompleteDays(TenantDirectory tenants, TimeProvider time)
{
    // Numbers younger than this may still change by late events.
    private const int ProvisionalDays = 3;

    public DateOnly NewestComplete(string tenant, TenantKnowledge knowledge) =>
        CompleteDay.Newest(time.GetUtcNow(), Zones(knowledge).Append(tenants.TimeZoneOf(tenant)));

    public bool IsProvisional(string tenant, TenantKnowledge knowledge, DateOnly day) => day > NewestComplete(tenant, knowledge).AddDays(-ProvisionalDays);

    private static IEnumerable<TimeZoneInfo> Zones(TenantKnowledge knowledge) => knowledge.Accounts.Values
        .Select(account => account.TimeZone)
        .Where(name => name is not null)
        .Distinct(StringComparer.Ordinal)
        .Select(name => TimeZoneInfo.TryFindSystemTimeZoneById(name!, out var zone) ? zone : TimeZoneInfo.Utc);
}
