using CsTelemetry.Collector.Api;

namespace CsTelemetry.Collector.Tests.Api;

public sealed class AsOfParameterTests
{
    private static readonly DateOnly Newest = new(2026, 6, 14);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Left_out_it_is_the_newest_complete_day(string? text) => Assert.Equal(Newest, AsOfParameter.Read(text, Newest));

    [Theory]
    [InlineData("2026-06-14")]
    [InlineData("2026-02-28")]
    [InlineData("2024-02-29")]
    [InlineData("1975-01-01")]
    public void A_complete_day_is_taken(string text) => Assert.Equal(DateOnly.Parse(text), AsOfParameter.Read(text, Newest));

    [Theory]
    [InlineData("2026-06-15")]
    [InlineData("9999-12-31")]
    public void A_day_that_is_not_over_is_refused_with_the_newest_one(string text) => AssertRefused(text, "the newest complete day is 2026-06-14");

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1974-12-31")]
    public void A_day_before_there_could_be_events_is_refused_with_the_first_one(string text) => AssertRefused(text, "lies before 1975-01-01");

    [Theory]
    [InlineData("yesterday")]
    [InlineData("14.06.2026")]
    [InlineData("2026-6-14")]
    [InlineData("2026-02-29")]
    [InlineData("2026-06-14T00:00:00Z")]
    [InlineData(" 2026-06-14")]
    public void Anything_else_is_refused_with_the_form(string text) => AssertRefused(text, "write it as YYYY-MM-DD");

    private static void AssertRefused(string text, string message)
    {
        var fault = Assert.Throws<InvalidParameterException>(() => AsOfParameter.Read(text, Newest));

        Assert.Equal("as_of", fault.Parameter);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }
}
