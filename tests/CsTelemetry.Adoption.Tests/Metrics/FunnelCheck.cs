using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Adoption.Tests.Histories;

namespace CsTelemetry.Adoption.Tests.Metrics;

/// <summary>Compares funnels with trying every walk.</summary>
internal static class FunnelCheck
{
    public static IEnumerable<FunnelWalker> Walkers(History history, Audience audience, string[] steps, DateOnly day) =>
        history.Events
            .Where(e => history.DayOf(e) <= day && history.IsValue(e) && steps.Contains(e.Feature) && audience.Find(e.Account, e.User) is not null)
            .GroupBy(e => (e.Account, e.User))
            .Select(own => new FunnelWalker(own.Key.Account, own.Key.User, [.. own.Select(e => new FunnelEvent(e.At.ToUnixTimeMilliseconds(), history.DayOf(e), e.Feature))]));

    public static void Agrees(string[] steps, long window, DaySpan entry, FunnelEvent[][] walks, IReadOnlyList<FunnelStep> funnel)
    {
        var reached = walks.Select(events => events
            .Where(e => e.Feature == steps[0] && entry.Contains(e.Day))
            .Select(start => Furthest(steps, 1, start.At, start.At + window, events)).DefaultIfEmpty(0).Max()).ToArray();
        for (var step = 0; step < steps.Length; step++)
        {
            Assert.Equal(steps[step], funnel[step].Feature);
            Assert.Equal(reached.Count(furthest => furthest > step), funnel[step].Reached);
        }
    }

    // How many steps a walk that stands behind `step` steps at a moment can come to.
    private static int Furthest(string[] steps, int step, long at, long end, FunnelEvent[] events) => step == steps.Length
        ? step
        : events.Where(e => e.Feature == steps[step] && e.At > at && e.At <= end)
            .OrderBy(e => e.At).Take(1)
            .Select(e => Furthest(steps, step + 1, e.At, end, events)).DefaultIfEmpty(step).Max();
}
