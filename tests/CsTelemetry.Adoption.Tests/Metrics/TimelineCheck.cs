using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Adoption.Tests.Histories;

namespace CsTelemetry.Adoption.Tests.Metrics;

/// <summary>Compares the timeline with asking on every single day.</summary>
internal static class TimelineCheck
{
    public static void Agrees(History history, Audience audience, SlowMetrics slow, AudienceAccount account, DateOnly day)
    {
        var until = history with { Events = [.. history.Events.Where(e => history.DayOf(e) <= day)] };
        var entries = AccountTimeline.Of(audience, account, until.Uses(e => e.Feature).Where(use => use.AccountId == account.Id), people: true);
        Assert.Equal(entries.OrderByDescending(entry => entry.Day).Select(entry => entry.Day), entries.Select(entry => entry.Day));
        foreach (var key in RandomHistory.Features)
        {
            AgreesOnFeature(slow, account, history.Knowledge.Features.GetValueOrDefault(key) ?? new CatalogFeature(key), [.. entries.Where(entry => entry.Subject == key)]);
        }

        foreach (var on in slow.DaysFrom(day.AddDays(-RandomHistory.Days)).Where(on => account.Known is not null && account.Known.PlanAt(on) != account.Known.PlanAt(on.AddDays(-1))))
        {
            Assert.Contains(entries, entry => entry.Kind == TimelineKind.Plan && entry.Day == on && entry.Value == account.Known!.PlanAt(on));
        }
    }

    private static void AgreesOnFeature(SlowMetrics slow, AudienceAccount account, CatalogFeature feature, TimelineEntry[] entries)
    {
        var uses = slow.Uses(feature.Key).Where(use => use.Account == account.Id).Select(use => use.Day).ToHashSet();
        var expected = new List<(DateOnly, TimelineKind)>();
        var (was, ever, silent) = (false, false, false);
        foreach (var on in uses.Count == 0 ? [] : slow.DaysFrom(uses.Min()))
        {
            if (on == uses.Min())
            {
                expected.Add((on, TimelineKind.FirstUse));
            }

            var now = slow.HasAdopted(account.Id, feature, feature.TargetRole, on);
            if (now && !was)
            {
                expected.Add((on, TimelineKind.Adopted));
            }

            var quiet = !uses.Any(use => use > on.AddDays(-feature.NaturalPeriodDays) && use <= on);
            if (quiet && !silent && ever)
            {
                expected.Add((on, TimelineKind.Cliff));
            }

            if (!quiet && silent && expected.Exists(entry => entry.Item2 == TimelineKind.Cliff))
            {
                expected.Add((on, TimelineKind.UsedAgain));
            }

            (was, ever, silent) = (now, ever || now, quiet && ever);
        }

        TimelineKind[] kinds = [TimelineKind.FirstUse, TimelineKind.Adopted, TimelineKind.Cliff, TimelineKind.UsedAgain];
        Assert.Equal(expected.OrderBy(entry => entry), entries.Where(entry => kinds.Contains(entry.Kind)).Select(entry => (entry.Day, entry.Kind)).OrderBy(entry => entry));
    }
}
