using UsageSimulator.Clock;

namespace CsTelemetry.Samples.Tests;

public sealed class PlaceTests
{
    [Theory]
    [InlineData(60, nameof(SummerTime.European), "2015-03-28", 60)]
    [InlineData(60, nameof(SummerTime.European), "2015-03-29", 120)]
    [InlineData(60, nameof(SummerTime.European), "2014-10-25", 120)]
    [InlineData(60, nameof(SummerTime.European), "2014-10-26", 60)]
    [InlineData(-300, nameof(SummerTime.American), "2015-03-07", -300)]
    [InlineData(-300, nameof(SummerTime.American), "2015-03-08", -240)]
    [InlineData(-300, nameof(SummerTime.American), "2014-11-01", -240)]
    [InlineData(-300, nameof(SummerTime.American), "2014-11-02", -300)]
    [InlineData(330, nameof(SummerTime.None), "2014-07-01", 330)]
    public void Clocks_move_on_the_days_on_which_they_really_did(int standard, string summer, string day, int minutes)
    {
        Assert.Equal(TimeSpan.FromMinutes(minutes), new Place(standard, Enum.Parse<SummerTime>(summer)).OffsetOn(DateOnly.Parse(day)));
    }
}
