using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Collector.Knowing;

/// <summary>Finds the first day of which a change may change numbers: null is all days, <see cref="DateOnly.MaxValue"/> none. Pure.</summary>
internal static class AffectedDays
{
    public static DateOnly? Of(CatalogFeature? was, CatalogFeature? now)
    {
        if (was is null || now is null)
        {
            return was is null && now is null ? DateOnly.MaxValue : null;
        }

        var sameRules = was.Product == now.Product && was.ValueWeight.Equals(now.ValueWeight) && was.IsCore == now.IsCore && was.Kind == now.Kind
            && was.NaturalPeriodDays == now.NaturalPeriodDays && was.MinUses == now.MinUses && was.MinDays == now.MinDays && was.TargetRole == now.TargetRole && was.Area == now.Area;
        return sameRules ? From(TimelineDifference.First(was.Availability, now.Availability)) : null;
    }

    public static DateOnly? Of(PlanEntitlements? was, PlanEntitlements? now) =>
        was is null || now is null ? was is null && now is null ? DateOnly.MaxValue : null : From(TimelineDifference.First(was.Features, now.Features));

    public static DateOnly? Of(CustomerAccount? was, CustomerAccount? now)
    {
        var (old, young) = (was ?? new CustomerAccount(now?.Id ?? ""), now ?? new CustomerAccount(was?.Id ?? ""));
        var sameRules = old.StartsOn == young.StartsOn && old.TimeZone == young.TimeZone && old.Excluded == young.Excluded && old.Segment == young.Segment
            && old.Calendar == young.Calendar && old.ParentId == young.ParentId && old.Industry == young.Industry && old.Region == young.Region;
        return sameRules
            ? From(TimelineDifference.Earlier(
                TimelineDifference.First(old.Plan, young.Plan),
                TimelineDifference.Earlier(TimelineDifference.First(old.Seats, young.Seats), TimelineDifference.First(old.Entitlements, young.Entitlements))))
            : null;
    }

    public static DateOnly? Of(CustomerUser? was, CustomerUser? now)
    {
        var (old, young) = (was ?? new CustomerUser("", ""), now ?? new CustomerUser("", ""));
        return old.Actor == young.Actor && old.Excluded == young.Excluded && old.StartsOn == young.StartsOn ? From(TimelineDifference.First(old.Role, young.Role)) : null;
    }

    public static DateOnly? Of(ProductRelease? was, ProductRelease? now) =>
        From(TimelineDifference.Earlier(DayOf(was), DayOf(now)));

    private static DateOnly? DayOf(ProductRelease? release) => release is null ? null : DateOnly.FromDateTime(release.ReleasedAt.UtcDateTime);

    private static DateOnly? From(DateOnly? first) => first is null ? DateOnly.MaxValue : first == DateOnly.MinValue ? null : first;
}
