using CsTelemetry.Collector.Cli;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Cli;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("12h", 43_200)]
    [InlineData("7d", 604_800)]
    [InlineData("0d", 0)]
    public void A_span_has_a_unit(string text, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), TimeText.Span(text));

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("d")]
    [InlineData("-7d")]
    [InlineData("7 d")]
    [InlineData("1.5h")]
    [InlineData("7w")]
    public void Anything_else_is_told_the_rule(string text) =>
        Assert.Contains(TimeText.SpanRule, Assert.Throws<ArgumentException>(() => TimeText.Span(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("2027-01-31", "2027-01-31T00:00:00Z")]
    [InlineData("2027-01-31T12:30:00Z", "2027-01-31T12:30:00Z")]
    [InlineData("2027-01-31T12:30:00+02:00", "2027-01-31T10:30:00Z")]
    public void A_moment_is_a_date_or_a_time(string text, string moment) => Assert.Equal(DateTimeOffset.Parse(moment), TimeText.Moment(text, Sample.Now));

    [Fact]
    public void Or_a_span_from_now() => Assert.Equal(Sample.Now.AddDays(90), TimeText.Moment("90d", Sample.Now));

    [Theory]
    [InlineData("2027-13-01")]
    [InlineData("31-01-2027")]
    [InlineData("tomorrow")]
    public void No_other(string text) => Assert.Throws<ArgumentException>(() => TimeText.Moment(text, Sample.Now));
}
