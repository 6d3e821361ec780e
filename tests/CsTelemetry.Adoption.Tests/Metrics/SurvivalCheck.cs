using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Adoption.Tests.Histories;

namespace CsTelemetry.Adoption.Tests.Metrics;

/// <summary>Compares time to adopt with a curve that is counted day by day.</summary>
internal static class SurvivalCheck
{
    public static void Agrees(SlowMetrics slow, History history, CatalogFeature? feature, AdoptionMoment moment, DateOnly day, TimeToAdopt found)
    {
        var watched = new List<(int Days, bool Happened)>();
        var unknown = 0;
        foreach (var (account, user) in slow.People())
        {
            if (feature is not null && (history.Knowledge.IsEntitled(account, feature.Key, day) == false
                || (feature.TargetRole is { } role && slow.RoleOn(account, user, day) != role)))
            {
                continue;
            }

            if (slow.StartOf(account, user, feature) is not { } start)
            {
                unknown++;
            }
            else if (start <= day)
            {
                var days = slow.Uses(feature?.Key).Where(use => use.Account == account && use.User == user).Select(use => use.Day).ToArray();
                var happened = days.Length == 0 ? null
                    : moment == AdoptionMoment.FirstUse ? days.Min()
                    : slow.DaysFrom(days.Min()).Where(on => SlowMetrics.IsAdopter(days, feature!, on)).Select(on => (DateOnly?)on).FirstOrDefault();
                watched.Add((Math.Max(0, (happened ?? day).DayNumber - start.DayNumber), happened is not null));
            }
        }

        Assert.Equal(unknown, found.WithoutStart);
        AgreesOnCurve(watched, found.Curve);
    }

    public static void AgreesOnCurve(List<(int Days, bool Happened)> watched, SurvivalCurve curve)
    {
        Assert.Equal((watched.Count, watched.Count(one => one.Happened)), (curve.People, curve.Events));
        var (waiting, sum) = (1d, 0d);
        var expected = new List<(int Day, double Waiting)>();
        for (var day = 0; day <= (watched.Count == 0 ? 0 : watched.Max(one => one.Days)); day++)
        {
            var (risk, events) = (watched.Count(one => one.Days >= day), watched.Count(one => one.Days == day && one.Happened));
            if (events > 0)
            {
                waiting *= (double)(risk - events) / risk;
                sum += risk == events ? 0 : (double)events / risk / (risk - events);
                var point = curve.Points[expected.Count];
                expected.Add((day, waiting));
                Assert.Equal((day, risk, events), (point.Days, point.AtRisk, point.Events));
                Assert.Equal(waiting, point.Waiting, 1e-12);
                Assert.Equal(waiting * Math.Sqrt(sum), point.StandardError, 1e-12);
            }
        }

        int? After(double share) => expected.Where(point => point.Waiting <= share + 1e-12).Select(point => (int?)point.Day).FirstOrDefault();
        Assert.Equal(expected.Count, curve.Points.Count);
        Assert.Equal((After(.75), After(.5), After(.25)), (curve.P25Days, curve.MedianDays, curve.P75Days));
    }
}
