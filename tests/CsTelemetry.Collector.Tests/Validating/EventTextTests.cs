using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Validating;

public sealed class EventTextTests
{
    private static readonly string[] FieldNames = ["account_id", "user_id", "feature", "session_id"];

    public static TheoryData<string> Fields => [.. FieldNames];

    public static TheoryData<string> ControlCharacters => ["\0", "\t", "\n", "\u001f", "\u007f", "\u0085", "\u009f"];

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_text_of_256_bytes_is_accepted(string field) => Assert.Null(Fault(field, Sample.Utf8(256)));

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_text_of_257_bytes_is_too_large(string field)
    {
        var fault = Fault(field, Sample.Utf8(257));

        Assert.Equal(RejectionCode.TooLarge, fault?.Code);
        Assert.StartsWith($"{field} is 257 bytes of UTF-8; the limit is 256.", fault!.Value.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Characters_do_not_count_bytes_do(string field) => Assert.Equal(RejectionCode.TooLarge, Fault(field, new string('é', 129))?.Code);

    [Theory]
    [MemberData(nameof(ControlCharacters))]
    public void A_control_character_is_invalid_in_every_field(string control)
    {
        foreach (var field in FieldNames)
        {
            var fault = Fault(field, "a" + control);

            Assert.Equal(RejectionCode.InvalidValue, fault?.Code);
            Assert.Contains($"U+{(int)control[0]:X4}", fault!.Value.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Grüße, 日本 🙂")]
    [InlineData("with space and\u00a0nbsp")]
    [InlineData("'; DROP TABLE events; --")]
    [InlineData("the replacement character \ufffd is one like others")]
    public void Any_other_text_is_accepted(string text)
    {
        foreach (var field in FieldNames)
        {
            Assert.Null(Fault(field, text));
        }
    }

    private static Fault? Fault(string field, string text)
    {
        var plain = Sample.Use();
        var bent = field switch
        {
            "account_id" => plain with { AccountId = text },
            "user_id" => plain with { UserId = text },
            "feature" => plain with { Feature = text },
            _ => plain with { SessionId = text },
        };
        return Judging.Fault(bent, Sample.Now, backfill: false);
    }
}
