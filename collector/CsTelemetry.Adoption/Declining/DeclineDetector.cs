using CsTelemetry.Adoption.Explaining;

namespace CsTelemetry.Adoption.Declining;

/// <summary>
/// Watches an account's weekly active people for a decline: a one-sided CUSUM against the account's own baseline. Pure; thread-safe.
/// On stationary simulated accounts it fires in at most 4 % of eight-week spans at every size.
/// </summary>
public static class DeclineDetector
{
    /// <summary>Judges the newest week. Each week is judged by the weeks up to 8 before it, so the answer does not depend on when one asks.</summary>
    /// <param name="weeklyPeople">Active people of each complete week since the account began, the earliest first. 120 weeks are enough.</param>
    /// <param name="seats">The eligible seats as of now; null when unknown.</param>
    /// <param name="rule">The numbers; null means the defaults.</param>
    /// <exception cref="ArgumentException">There is no week, or a week has fewer than 0 people.</exception>
    public static DeclineSignal Judge(IReadOnlyList<int> weeklyPeople, double? seats, DeclineRule? rule = null)
    {
        ArgumentNullException.ThrowIfNull(weeklyPeople);
        if (weeklyPeople.Count == 0 || weeklyPeople.Any(people => people < 0))
        {
            throw new ArgumentException("Weekly people must be one week or more, each with 0 people or more.", nameof(weeklyPeople));
        }

        var limits = rule ?? new DeclineRule();
        var now = weeklyPeople[^1];
        if (IsTooSmall(weeklyPeople, seats, limits))
        {
            return new DeclineSignal(DeclineState.TooSmall, null, null, now, 0, seats is { } known
                ? $"{Phrase.Count(known, "seat")} {Phrase.WereOrWas(known)} too few to tell a decline from chance; {Phrase.Number(limits.MinSeats)} are needed."
                : $"Too few people come each week to tell a decline from chance; seats are unknown, so {Phrase.Number(limits.MinPeople)} a week are needed.");
        }

        var needed = limits.MinBaselineWeeks + limits.GapWeeks + 1;
        return weeklyPeople.Count < needed
            ? new DeclineSignal(DeclineState.TooYoung, null, null, now, 0, $"{Phrase.Count(weeklyPeople.Count, "week")} of use cannot tell what is usual; {needed} are needed.")
            : Watched([.. weeklyPeople.Select(people => UsualWeek.Scale(people, seats))], weeklyPeople, limits);
    }

    private static bool IsTooSmall(IReadOnlyList<int> people, double? seats, DeclineRule rule) =>
        seats is { } known ? known < rule.MinSeats : people.Average() < rule.MinPeople;

    private static DeclineSignal Watched(double[] weeks, IReadOnlyList<int> people, DeclineRule rule)
    {
        var (sum, standing, first) = (0d, 0, 0);
        for (var week = rule.MinBaselineWeeks + rule.GapWeeks; week < weeks.Length; week++)
        {
            var end = week - rule.GapWeeks;
            first = Math.Max(0, end - rule.BaselineWeeks);
            var z = UsualWeek.Of(weeks.AsSpan(first, end - first), rule).Z(weeks[week], rule);
            sum = Math.Clamp(sum - z - rule.Slack, 0, rule.MostSum);
            standing = sum >= rule.Alarm ? standing + 1 : 0;
        }

        var usual = people.Skip(first).Take(weeks.Length - 1 - rule.GapWeeks - first).Average();
        return new DeclineSignal(
            standing > 0 ? DeclineState.Declining : DeclineState.Steady, sum, usual, people[^1], standing, Reason(sum, standing, usual, people, rule));
    }

    private static string Reason(double sum, int standing, double usual, IReadOnlyList<int> people, DeclineRule rule)
    {
        var recent = Phrase.Number(people.Skip(people.Count - 4).Average());
        var compared = $"on average {recent} people were active in each of the last 4 weeks, {Phrase.Number(usual)} are usual";
        return standing > 0
            ? $"The account has been declining for {Phrase.Count(standing, "week")}: {compared} (sum {Phrase.Number(sum)}, alarm at {Phrase.Number(rule.Alarm)})."
            : $"Nothing beyond chance: {compared} (sum {Phrase.Number(sum)}, alarm at {Phrase.Number(rule.Alarm)}).";
    }
}
