namespace CsTelemetry.Adoption.Tests.Oracle;

/// <summary>
/// The model again, straight from its text and over raw events: no windows, masks, prefixes or shared code with what it checks.
/// </summary>
internal sealed class SlowModel(DateOnly asOf, IReadOnlyList<string> core)
{
    public double? F { get; private set; }

    public double? B { get; private set; }

    public double? V75 { get; private set; }

    public double? Mu { get; private set; }

    public void TakeTargets(IReadOnlyList<RawAccount> accounts)
    {
        var peers = accounts.Where(account => Tenure(account) >= 30 && Active(account.Events, 0, 27) > 0).ToList();
        if (peers.Count == 0)
        {
            return;
        }

        F = Quartile(peers.Select(peer => (double)Active(peer.Events, 0, 27)));
        B = Math.Max(1, Quartile(peers.Select(peer => (double)Adopted(peer.Events))));
        V75 = Quartile(peers.Select(peer => V(peer.Events)));
        var seated = peers.Where(peer => peer.Seats > 0).ToList();
        Mu = seated.Count == 0 ? null : seated.Average(peer => Math.Min(1, Active(peer.Events, 0, 27) / peer.Seats!.Value));
    }

    public int Tenure(RawAccount account) => asOf.DayNumber - account.FirstDay.DayNumber + 1;

    public IReadOnlyDictionary<string, double?> Components(RawAccount account, IReadOnlyList<RawEvent> events) => new Dictionary<string, double?>
    {
        [account.Seats is null ? "footprint" : "reach"] = account.Seats is null ? Footprint(events) : Reach(account, events),
        ["consistency"] = Consistency(events),
        ["breadth"] = Breadth(account, events),
        ["intensity"] = V75 > 0 ? Math.Min(1, Math.Log(1 + V(events)) / Math.Log(1 + V75.Value)) : null,
        ["resilience"] = account.Seats <= 1 ? null : Resilience(events),
        ["momentum"] = Tenure(account) < 112 ? null : Momentum(events),
    };

    /// <summary>The score of the account as if it had only these events; null when less than .6 of the weight is there.</summary>
    public double? Score(RawAccount account, IReadOnlyList<RawEvent> events)
    {
        var weights = new Dictionary<string, decimal>
        {
            ["reach"] = .20m,
            ["footprint"] = .20m,
            ["consistency"] = .25m,
            ["breadth"] = .20m,
            ["intensity"] = .20m,
            ["resilience"] = .10m,
            ["momentum"] = .05m,
        };
        var there = Components(account, events).Where(component => component.Value is not null).ToList();
        var coverage = there.Sum(component => weights[component.Key]);
        if (coverage < .6m)
        {
            return null;
        }

        var score = there.Sum(component => 100 * (double)(weights[component.Key] / coverage) * component.Value!.Value);
        score = account.Seats >= 5 && TopShare(events) > .8 ? Math.Min(60, score) : score;
        return Active(events, 0, 27) == 0 ? Math.Min(20, score) : score;
    }

    /// <summary>The error, by scoring the account anew without each person or group of people.</summary>
    public double? StandardError(RawAccount account)
    {
        var people = account.Events.Where(raw => Age(raw) <= 364).Select(raw => raw.User).Distinct().Order(StringComparer.Ordinal).ToList();
        var groupCount = people.Count > 200 ? 20 : people.Count;
        if (groupCount < 2)
        {
            return null;
        }

        var scores = new List<double>();
        for (var group = 0; group < groupCount; group++)
        {
            var left = people.Where((_, place) => place % groupCount == group).ToHashSet();
            scores.Add(Score(account, [.. account.Events.Where(raw => !left.Contains(raw.User))])!.Value);
        }

        return Math.Sqrt((groupCount - 1d) / groupCount * scores.Sum(score => Math.Pow(score - scores.Average(), 2)));
    }

    private static double Quartile(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var place = .75 * (sorted.Count - 1);
        var (low, high) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return low + ((place - Math.Floor(place)) * (high - low));
    }

    private double? Footprint(IReadOnlyList<RawEvent> events) =>
        F is null ? null : Math.Min(1, Math.Log(1 + Active(events, 0, 27)) / Math.Log(1 + F.Value));

    private double? Reach(RawAccount account, IReadOnlyList<RawEvent> events)
    {
        if (Mu is null || account.Seats == 0)
        {
            return null;
        }

        var k = Active(events, 0, 27);
        var smoothed = k == 0 ? 0 : (k + (4 * Mu.Value)) / (account.Seats!.Value + 4);
        var target = asOf < account.FirstDay.AddMonths(6) ? .5 : asOf < account.FirstDay.AddMonths(9) ? .7 : .8;
        return Math.Min(1, smoothed / target);
    }

    private double Consistency(IReadOnlyList<RawEvent> events)
    {
        var blocks = Enumerable.Range(0, 12).ToList();
        return blocks.Where(i => Active(events, 7 * i, (7 * i) + 6) > 0).Sum(i => Math.Pow(2, -i / 6d)) / blocks.Sum(i => Math.Pow(2, -i / 6d));
    }

    private double? Breadth(RawAccount account, IReadOnlyList<RawEvent> events)
    {
        var entitled = core.Count(feature => account.Entitled is null || account.Entitled.Contains(feature));
        return B is null || entitled == 0 ? null : Math.Min(1, Adopted(events) / Math.Min(B.Value, entitled));
    }

    private double Resilience(IReadOnlyList<RawEvent> events)
    {
        var m = events.Count(raw => Age(raw) <= 83);
        return Math.Min(1, (1 - TopShare(events)) / .6) * Math.Min(1, m / 5d);
    }

    private double Momentum(IReadOnlyList<RawEvent> events)
    {
        var now = Enumerable.Range(0, 4).Average(i => Active(events, 7 * i, (7 * i) + 6));
        var steady = Enumerable.Range(4, 12).Average(i => Active(events, 7 * i, (7 * i) + 6));
        var r = 4 * steady / ((4 * steady) + 8);
        return Math.Clamp(.75 + (.5 * r * Math.Log((now + .5) / (steady + .5))), 0, 1);
    }

    private int Age(RawEvent raw) => asOf.DayNumber - raw.Day.DayNumber;

    private int Active(IReadOnlyList<RawEvent> events, int from, int to) =>
        events.Where(raw => Age(raw) >= from && Age(raw) <= to).Select(raw => raw.User).Distinct().Count();

    private int Adopted(IReadOnlyList<RawEvent> events) => core.Count(feature =>
    {
        var uses = events.Where(raw => raw.Feature == feature && Age(raw) <= 83).ToList();
        return uses.Count >= 2 && uses.Select(raw => raw.Day).Distinct().Count() >= 2;
    });

    private double V(IReadOnlyList<RawEvent> events) => events.Where(raw => Age(raw) <= 364).Sum(raw => Math.Pow(2, -Age(raw) / 28d));

    private double TopShare(IReadOnlyList<RawEvent> events)
    {
        var recent = events.Where(raw => Age(raw) <= 83).ToList();
        return recent.Count == 0 ? 0 : recent.GroupBy(raw => raw.User).Max(own => own.Count()) / (double)recent.Count;
    }
}
