using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Segments;
using CsTelemetry.Adoption.Tests.Building;
using Xunit.Abstractions;

namespace CsTelemetry.Adoption.Tests.Calmness;

/// <summary>The promise of calm bands, on accounts whose behaviour does not change, from the seldom to the daily used; all from fixed seeds.</summary>
public sealed class BandCalmnessTests(ITestOutputHelper output)
{
    private const int BurnIn = 400;
    private const int Weeks = 52;

    private static readonly DateOnly Start = new(2024, 1, 1);
    private static readonly double[] DailyChances = [.004, .01, .02, .04, .07, .12, .2, .3, .45, .6];

    [Theory]
    [InlineData(.04, 12, new[] { 2, 3, 4, 5 })]
    [InlineData(.015, 8, new[] { 6, 10, 15, 20 })]
    [InlineData(.005, 3, new[] { 30, 60, 100 })]
    public void Bands_of_accounts_that_do_not_change_seldom_flip(double most, int accountsEach, int[] sizes)
    {
        var (flips, weeks) = (0, 0);
        foreach (var seats in sizes)
        {
            for (var i = 0; i < accountsEach * DailyChances.Length; i++)
            {
                flips += Flips(new StationaryAccount((seats * 1000) + i, seats, DailyChances[i % DailyChances.Length], BurnIn + (7 * Weeks)), seats);
                weeks += Weeks;
            }
        }

        var told = $"{sizes[0]} to {sizes[^1]} seats: {flips} flips in {weeks} account-weeks, {100d * flips / weeks:0.00} %.";
        output.WriteLine(told);
        Assert.True(flips <= most * weeks, told);
        Assert.True(flips > 0, "Nothing came near an edge; the simulation proves nothing.");
    }

    private static int Flips(StationaryAccount account, int seats)
    {
        var (state, flips) = (default(BandState), 0);
        var model = Model(seats);
        for (var week = 0; week <= Weeks; week++)
        {
            var day = BurnIn + (7 * week) - 1;
            var measured = new MeasuredAccount(account.At(day, Start.AddDays(day)), Start.AddDays(day), model.Index, model.Numbers);
            var score = ScoreSheet.Of(new ScoreBasis(measured.Measures, model.Segments.Tenant.Targets, model.Numbers)).Score;
            var next = BandTrack.Next(state, score, model.Numbers.Bands);
            flips += state.Band is not null && next.Band != state.Band ? 1 : 0;
            state = next;
        }

        return flips;
    }

    // Targets that grow with size, as those of a segment do.
    private static Adoption.Versions.ScoreModel Model(int seats) => Acme.ModelOf(
        AdoptionModel.V1,
        [.. Enumerable.Range(0, 8).Select(i => new CoreFeature($"f{i}"))],
        [new SegmentTargets(null, null, .7 * seats, 6, 20 * seats, .6, 50)]);
}
