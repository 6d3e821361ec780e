using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Metrics;

/// <summary>Says how long people take. Watching starts with the latest of: the account's start, the person's start, the feature's availability.</summary>
/// <param name="Curve">The estimate.</param>
/// <param name="WithoutStart">Entitled people of whom no start is known; they are not watched.</param>
public sealed record TimeToAdopt(SurvivalCurve Curve, int WithoutStart)
{
    /// <summary>Estimates it for the people of an audience who are entitled to a feature, or for all to the product's first value event.</summary>
    /// <param name="audience">Who is there.</param>
    /// <param name="feature">The feature; null for the product as a whole.</param>
    /// <param name="uses">All uses of it ever, each person at most once.</param>
    /// <param name="moment">What they are watched for.</param>
    /// <param name="role">The only role that is meant; default the feature's target role.</param>
    public static TimeToAdopt Of(Audience audience, CatalogFeature? feature, IEnumerable<PersonUse> uses, AdoptionMoment moment, string? role = null)
    {
        ArgumentNullException.ThrowIfNull(audience);
        var people = feature is null ? audience.People : NeverUsed.EntitledPeople(audience, feature, role);
        var rule = feature is null ? AdopterRule.Default : AdopterRule.Of(feature);
        var used = audience.Of(uses).ToDictionary(use => (use.AccountId, use.UserId));
        var watched = new List<Survival>();
        var withoutStart = 0;
        foreach (var person in people)
        {
            if (StartOf(person, feature) is not { } start)
            {
                withoutStart++;
            }
            else if (start <= audience.Day)
            {
                watched.Add(Watch(start, Moment(used.GetValueOrDefault((person.Account.Id, person.UserId)), rule, moment, audience.Day), audience.Day));
            }
        }

        return new TimeToAdopt(KaplanMeier.Of(watched), withoutStart);
    }

    private static DateOnly? StartOf(AudiencePerson person, CatalogFeature? feature) =>
        person.Start is null && person.Account.Start is null ? null : new[] { person.Account.Start, person.Start, feature?.AvailableFrom }.Max();

    private static DateOnly? Moment(PersonUse? use, AdopterRule rule, AdoptionMoment moment, DateOnly day) => use is null ? null
        : moment == AdoptionMoment.FirstUse ? use.FirstDay
        : rule.Spans(use) is [var first, ..] && first.From <= day ? first.From
        : null;

    // Who had it before the start, as in a trial, took no time.
    private static Survival Watch(DateOnly start, DateOnly? happened, DateOnly day) =>
        new(Math.Max(0, (happened ?? day).DayNumber - start.DayNumber), happened is not null);
}
