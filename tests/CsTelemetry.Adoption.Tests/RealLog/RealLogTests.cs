using CsTelemetry.Adoption.Tests.Oracle;

namespace CsTelemetry.Adoption.Tests.RealLog;

/// <summary>
/// The model's published evidence, computed again: AUC .908, deciles that fall, and 0 % / 3.7 % / 36.5 % silent by band, over accounts with
/// use in the last 28 days that carry a score (onboarding ones have none), days in UTC, seats unknown.
/// </summary>
public sealed class RealLogTests
{
    private static readonly Lazy<List<MonthEndReplay.Snapshot>> Snapshots = new(() => MonthEndReplay.Run(RealLogFile.Read()));

    [RealLogFact]
    public void The_log_is_the_one_that_was_published()
    {
        var events = RealLogFile.Read();

        Assert.Equal((42_663, 123, 1_175), (events.Count, Distinct(events, raw => raw.Account), Distinct(events, raw => raw.User)));
    }

    [RealLogFact]
    public void The_score_foretells_silence_as_well_as_published()
    {
        Assert.Equal(.908, AreaUnderCurve(Snapshots.Value), .0006);
    }

    [RealLogFact]
    public void The_share_that_falls_silent_in_each_band_is_the_published_one()
    {
        Assert.Equal(0, SilentShare(snapshot => snapshot.Score >= 75));
        Assert.Equal(.037, SilentShare(snapshot => snapshot.Score is >= 50 and < 75), .0005);
        Assert.Equal(.365, SilentShare(snapshot => snapshot.Score < 50), .0005);
    }

    [RealLogFact]
    public void The_share_that_falls_silent_never_rises_from_one_decile_to_the_next()
    {
        var ranked = Snapshots.Value.OrderBy(snapshot => snapshot.Score).ToArray();
        var shares = Enumerable.Range(0, 10)
            .Select(i => ranked[(i * ranked.Length / 10)..((i + 1) * ranked.Length / 10)].Average(snapshot => snapshot.Silent ? 1d : 0))
            .ToArray();

        Assert.Equal(shares.OrderDescending(), shares);
        Assert.True(shares[0] > .5);
    }

    private static int Distinct(List<RawEvent> events, Func<RawEvent, string> key) => events.Select(key).Distinct().Count();

    private static double SilentShare(Func<MonthEndReplay.Snapshot, bool> band) =>
        Snapshots.Value.Where(band).Average(snapshot => snapshot.Silent ? 1d : 0);

    // The chance that of two accounts, one silent later and one not, the silent one has the lower score; a tie counts half.
    private static double AreaUnderCurve(List<MonthEndReplay.Snapshot> snapshots)
    {
        var silent = snapshots.Where(snapshot => snapshot.Silent).ToArray();
        var alive = snapshots.Where(snapshot => !snapshot.Silent).ToArray();
        var wins = silent.Sum(low => alive.Sum(high => high.Score > low.Score ? 1 : high.Score < low.Score ? 0 : .5));
        return wins / ((double)silent.Length * alive.Length);
    }
}
