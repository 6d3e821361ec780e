namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>Draws who is killed when. The same seed draws the same.</summary>
internal static class KillSchedule
{
    private const double TogetherShare = 0.25, ImpatientShare = 0.2, LateShare = 0.3;
    private static readonly double[] FlushMilliseconds = [20, 100, 400, 1000];
    private static readonly int[] BatchEvents = [1_000, 2_000, 100_000];

    public static IReadOnlyList<KillStep> Draw(int kills, int storeKills, int seed)
    {
        var random = new Random(seed);
        var together = (int)Math.Ceiling(Math.Min(kills, storeKills) * TogetherShare);
        Victim[] victims =
        [
            .. Enumerable.Repeat(Victim.Both, together),
            .. Enumerable.Repeat(Victim.Collector, kills - together),
            .. Enumerable.Repeat(Victim.Store, storeKills - together),
        ];
        random.Shuffle(victims);
        return [.. victims.Select(victim => Step(victim, random))];
    }

    private static KillStep Step(Victim victim, Random random) => new(
        victim,
        random.NextDouble() >= ImpatientShare,
        TimeSpan.FromMilliseconds(random.NextDouble() < LateShare ? random.Next(800, 1_600) : random.Next(20, 800)),
        TimeSpan.FromMilliseconds(FlushMilliseconds[random.Next(FlushMilliseconds.Length)]),
        BatchEvents[random.Next(BatchEvents.Length)]);
}
