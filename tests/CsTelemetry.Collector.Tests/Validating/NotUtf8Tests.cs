using System.Text;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Validating;
using CsTelemetry.Collector.Wire;

namespace CsTelemetry.Collector.Tests.Validating;

public sealed class NotUtf8Tests
{
    public static TheoryData<string, string> Malformed => new()
    {
        { "a byte that begins nothing", "FF" },
        { "a continuation alone", "80" },
        { "a sequence cut off", "E697" },
        { "a slash in two bytes", "C0AF" },
        { "a surrogate", "EDA080" },
        { "beyond the last code point", "F4908080" },
        { "Latin-1", "6772FC6E" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Text_that_is_not_UTF8_has_a_code_of_its_own_in_every_field(string what, string hex)
    {
        foreach (var field in (string[])["account_id", "user_id", "feature", "session_id", "properties[0].key", "properties[0].value"])
        {
            var bytes = Wired.Bytes(Sample.Use() with
            {
                AccountId = Marked(field, "account_id"),
                UserId = Marked(field, "user_id"),
                Feature = Marked(field, "feature"),
                SessionId = Marked(field, "session_id"),
                Properties = [new EventProperty(Marked(field, "properties[0].key"), Marked(field, "properties[0].value"), PropertyType.Text)],
            });
            var bad = Convert.FromHexString(hex).Concat("______"u8.ToArray()).Take(6).ToArray();
            bad.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf("MARKED"u8)));

            var fault = EventValidator.Fault(WireEvent.Read(bytes), new ClockReading(Sample.Now.ToUnixTimeMilliseconds(), 0), backfill: false);

            Assert.True(fault?.Code == RejectionCode.NotUtf8, $"{what} in {field}: {fault}");
            Assert.Equal($"{field} is not UTF-8; encode it as such.", fault?.Message);
        }
    }

    [Fact]
    public void What_Encoding_makes_of_any_text_is_accepted()
    {
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => Any(random)));

            Assert.Null(TextCheck.Fault("text", Encoding.UTF8.GetBytes(text), 256));
        }
    }

    private static string Marked(string field, string own) => field == own ? "MARKED" : "plain";

    private static string Any(Random random)
    {
        while (true)
        {
            var rune = random.Next(4) switch
            {
                0 => random.Next(0x20, 0x7F),
                1 => random.Next(0xA0, 0x800),
                2 => random.Next(0x800, 0x10000),
                _ => random.Next(0x10000, 0x110000),
            };
            if (Rune.IsValid(rune))
            {
                return new Rune(rune).ToString();
            }
        }
    }
}
