using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Validating;

public sealed class EventPropertyTests
{
    [Fact]
    public void Thirty_two_properties_are_accepted() => Assert.Null(Fault(Numbered(32)));

    [Fact]
    public void Thirty_three_are_too_many() => AssertRejected(RejectionCode.TooLarge, "properties has 33 entries; the limit is 32.", Numbered(33));

    [Fact]
    public void A_key_of_256_bytes_and_a_value_of_1024_are_accepted() => Assert.Null(Fault(Text(Sample.Utf8(256), Sample.Utf8(1024))));

    [Fact]
    public void A_key_of_257_bytes_is_too_large() => AssertRejected(RejectionCode.TooLarge, "properties[0].key is 257 bytes", Text(Sample.Utf8(257), "v"));

    [Fact]
    public void A_value_of_1025_bytes_is_too_large() =>
        AssertRejected(RejectionCode.TooLarge, "properties[1].value is 1025 bytes", Text("a", "v"), Text("b", Sample.Utf8(1025)));

    [Fact]
    public void A_key_must_not_be_empty() => AssertRejected(RejectionCode.MissingField, "properties[0].key is empty", Text("", "v"));

    [Fact]
    public void A_value_may_be_an_empty_text() => Assert.Null(Fault(Text("note", "")));

    [Fact]
    public void A_value_must_be_set() =>
        AssertRejected(RejectionCode.MissingField, "properties[0].value is not set", new EventProperty("plan", "", PropertyType.Missing));

    [Fact]
    public void A_key_comes_once() =>
        AssertRejected(RejectionCode.InvalidValue, "properties[2].key is \"plan\"", Text("plan", "a"), Text("role", "b"), Text("plan", "c"));

    [Fact]
    public void Keys_that_differ_in_case_are_two() => Assert.Null(Fault(Text("plan", "a"), Text("Plan", "b")));

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    public void A_number_that_is_not_finite_is_invalid(string value) =>
        AssertRejected(RejectionCode.InvalidValue, "properties[0].value", new EventProperty("price", value, PropertyType.Number));

    [Theory]
    [InlineData("1E+300")]
    [InlineData("-0")]
    [InlineData("0.1")]
    public void A_finite_number_is_accepted(string value) => Assert.Null(Fault(new EventProperty("price", value, PropertyType.Number)));

    [Fact]
    public void A_text_may_say_NaN() => Assert.Null(Fault(Text("answer", "NaN")));

    [Theory]
    [InlineData("pl\u0007an", "v", "properties[0].key")]
    [InlineData("plan", "v\u0007", "properties[0].value")]
    public void Keys_and_values_hold_no_control_characters(string key, string value, string field) =>
        AssertRejected(RejectionCode.InvalidValue, field, Text(key, value));

    private static EventProperty Text(string key, string value) => new(key, value, PropertyType.Text);

    private static EventProperty[] Numbered(int count) => [.. Enumerable.Range(0, count).Select(i => Text($"key{i}", "v"))];

    private static Fault? Fault(params EventProperty[] properties) =>
        Judging.Fault(Sample.Use() with { Properties = properties }, Sample.Now, backfill: false);

    private static void AssertRejected(RejectionCode code, string message, params EventProperty[] properties)
    {
        var fault = Fault(properties);

        Assert.Equal(code, fault?.Code);
        Assert.StartsWith(message, fault!.Value.Message, StringComparison.Ordinal);
    }
}
