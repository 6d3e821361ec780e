using CsTelemetry.Adoption.Metrics;

namespace CsTelemetry.Adoption.Tests.Metrics;

/// <summary>
/// The remission times of 21 patients on 6-mercaptopurine (Freireich et al. 1963), the example of the textbooks (Kleinbaum and Klein, Survival
/// Analysis, chapter 2; Kalbfleisch and Prentice), in weeks; a plus marks those censored.
/// </summary>
public sealed class KaplanMeierTests
{
    private static readonly string[] Remissions = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+".Split(' ');

    private static readonly SurvivalCurve Curve = KaplanMeier.Of(Remissions.Select(text => new Survival(int.Parse(text.TrimEnd('+'), System.Globalization.CultureInfo.InvariantCulture), !text.EndsWith('+'))));

    public static TheoryData<int, int, int, double, double> Published => new()
    {
        { 6, 21, 3, .8571, .0764 },
        { 7, 17, 1, .8067, .0869 },
        { 10, 15, 1, .7529, .0963 },
        { 13, 12, 1, .6902, .1068 },
        { 16, 11, 1, .6275, .1141 },
        { 22, 7, 1, .5378, .1282 },
        { 23, 6, 1, .4482, .1346 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void The_textbook_example_has_the_published_numbers(int week, int atRisk, int events, double waiting, double error)
    {
        var point = Assert.Single(Curve.Points, point => point.Days == week);
        Assert.Equal((atRisk, events), (point.AtRisk, point.Events));
        Assert.Equal(waiting, point.Waiting, .00005);
        Assert.Equal(error, point.StandardError, .00005);
        Assert.Equal(Math.Max(0, waiting - (1.96 * error)), point.Low, .0002);
        Assert.Equal(Math.Min(1, waiting + (1.96 * error)), point.High, .0002);
    }

    [Fact]
    public void The_textbook_example_has_the_published_median()
    {
        Assert.Equal((21, 9, 7), (Curve.People, Curve.Events, Curve.Points.Count));
        Assert.Equal((13, 23, null), (Curve.P25Days, Curve.MedianDays, Curve.P75Days));
    }

    [Fact]
    public void Nobody_watched_is_no_curve()
    {
        var curve = KaplanMeier.Of([]);
        Assert.Equal((0, 0, null), (curve.People, curve.Events, curve.MedianDays));
        Assert.Empty(curve.Points);
    }

    [Fact]
    public void When_it_has_happened_to_all_nobody_waits_and_nothing_is_uncertain()
    {
        var last = KaplanMeier.Of([new(0, true), new(3, true)]).Points[^1];
        Assert.Equal((3, 0d, 0d, 0d, 0d), (last.Days, last.Waiting, last.StandardError, last.Low, last.High));
    }

    [Fact]
    public void Nobody_is_watched_for_fewer_than_0_days() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => KaplanMeier.Of([new(-1, true)]));
}
