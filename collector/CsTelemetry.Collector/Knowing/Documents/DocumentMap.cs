using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>Makes what metrics and score ask from documents: what was told, and beneath it, field by field, what events say. Pure.</summary>
internal static class DocumentMap
{
    private const int DefaultPeriodDays = 28;
    private const int DefaultAdoption = 2;

    public static CatalogFeature Feature(string key, FeatureDocument told) => new(key)
    {
        Name = told.Name,
        Area = told.Area,
        Owner = told.Owner,
        Product = told.Product,
        ValueWeight = told.ValueWeight ?? 1,
        IsCore = told.Core ?? false,
        Kind = told.Kind ?? FeatureKind.Value,
        NaturalPeriodDays = told.NaturalPeriodDays ?? DefaultPeriodDays,
        MinUses = told.MinUses ?? DefaultAdoption,
        MinDays = told.MinDays ?? Math.Min(DefaultAdoption, told.NaturalPeriodDays ?? DefaultPeriodDays),
        TargetRole = told.TargetRole,
        Availability = TimelineOf(told.Available, _ => true),
    };

    public static ProductRelease Release(string id, ReleaseDocument told) => new(id, told.ReleasedAt ?? DateTimeOffset.UnixEpoch, told.Name, told.Features ?? []);

    public static PlanEntitlements Plan(string plan, PlanDocument told) => new(plan, TimelinesOf(told.Features, line => line.Feature!, _ => true));

    public static CustomerUser User(string accountId, string id, UserDocument? told, UserDocument? events) => new(accountId, id)
    {
        Name = told?.Name ?? events?.Name,
        Actor = told?.Actor ?? events?.Actor,
        Excluded = told?.Excluded ?? false,
        StartsOn = told?.StartsOn,
        Role = TimelineOf(told?.Roles ?? events?.Roles, line => line.Role!),
    };

    public static CustomerAccount Account(string id, AccountDocument? told, AccountDocument? events) => new(id)
    {
        Name = told?.Name ?? events?.Name,
        ExternalIds = told?.ExternalIds ?? new Dictionary<string, string>(),
        ParentId = told?.ParentId,
        Segment = told?.Segment ?? events?.Segment,
        Industry = told?.Industry ?? events?.Industry,
        Region = told?.Region ?? events?.Region,
        Csm = told?.Csm ?? events?.Csm,
        Arr = told?.Arr ?? events?.Arr,
        StartsOn = told?.StartsOn ?? events?.StartsOn,
        RenewsOn = told?.RenewsOn ?? events?.RenewsOn,
        TimeZone = told?.TimeZone ?? events?.TimeZone,
        Calendar = told?.Calendar ?? events?.Calendar,
        Tags = told?.Tags ?? [],
        Excluded = told?.Excluded ?? false,
        Plan = TimelineOf(told?.Plan ?? events?.Plan, line => line.Plan!),
        Seats = TimelinesOf(told?.Seats ?? events?.Seats, line => line.Product ?? "", line => line.Seats!.Value),
        Entitlements = TimelinesOf(told?.Entitlements, line => line.Feature!, line => line.Granted ?? true),
    };

    private static Timeline<TValue> TimelineOf<T, TValue>(IEnumerable<T>? lines, Func<T, TValue> value)
        where T : IDays =>
        lines is null ? Timelines.None<TValue>() : Timelines.Of(lines.Select(line => new Interval<TValue>(line.From, line.Until, value(line))));

    private static Dictionary<string, Timeline<TValue>> TimelinesOf<T, TValue>(IEnumerable<T>? lines, Func<T, string> subject, Func<T, TValue> value)
        where T : IDays =>
        (lines ?? []).GroupBy(subject, StringComparer.Ordinal).ToDictionary(group => group.Key, group => TimelineOf(group, value), StringComparer.Ordinal);
}
