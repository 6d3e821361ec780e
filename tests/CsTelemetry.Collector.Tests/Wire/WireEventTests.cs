using System.Globalization;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Wire;
using CsTelemetry.Protocol.V1;
using Google.Protobuf;
using Contract = CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Tests.Wire;

/// <summary>Reads by hand what Google.Protobuf wrote.</summary>
public sealed class WireEventTests
{
    [Fact]
    public void Every_number_of_the_contract_means_the_same_in_the_collector()
    {
        AssertSameNumbers<Contract.EventKind, Events.EventKind>();
        AssertSameNumbers<Contract.ActorKind, Events.ActorKind>();
        AssertSameNumbers<Contract.RejectionCode, Events.RejectionCode>();
        Assert.Equal(NumbersOf<Contract.Platform>(), NumbersOf<Events.Platform>());
    }

    [Fact]
    public void Every_field_of_an_event_is_read()
    {
        var bytes = new Event
        {
            Kind = Contract.EventKind.Outcome,
            Sequence = ulong.MaxValue - 1,
            OccurredAtUnixMs = 1_750_000_000_123,
            AccountId = "account",
            UserId = "user",
            Feature = "feature",
            SessionId = "session",
            Platform = Contract.Platform.Mobile,
            ActorKind = Contract.ActorKind.Agent,
            Quantity = 17,
            Value = -2.5,
            DurationMs = 99,
            Properties = { new Property { Key = "key", StringValue = "value" } },
        }.ToByteArray();

        var read = WireEvent.Read(bytes);

        Assert.Equal((Events.EventKind.Outcome, ulong.MaxValue - 1, 1_750_000_000_123), (read.Kind, read.Sequence, read.OccurredAt));
        Assert.Equal("account"u8, read.AccountId);
        Assert.Equal("user"u8, read.UserId);
        Assert.Equal("feature"u8, read.Feature);
        Assert.Equal("session"u8, read.SessionId);
        Assert.Equal((Events.Platform.Mobile, Events.ActorKind.Agent), (read.Platform, read.ActorKind));
        Assert.Equal((17UL, -2.5, 99UL, 1), (read.Quantity, read.Value, read.DurationMilliseconds, read.PropertyCount));
    }

    [Fact]
    public void Every_field_of_an_event_is_in_the_test_above() => Assert.Equal(13, Event.Descriptor.Fields.InDeclarationOrder().Count);

    [Fact]
    public void Every_type_of_property_is_read_as_text_of_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
        try
        {
            Assert.Equal(
                [
                    ("text", "Grüße", PropertyType.Text),
                    ("integer", "-9223372036854775808", PropertyType.Integer),
                    ("number", "0.1", PropertyType.Number),
                    ("large", "1E+300", PropertyType.Number),
                    ("long", "-2.2250738585072014E-308", PropertyType.Number),
                    ("yes", "true", PropertyType.Boolean),
                    ("no", "false", PropertyType.Boolean),
                    ("nan", "NaN", PropertyType.Number),
                    ("missing", "", PropertyType.Missing),
                ],
                Properties(
                    new Property { Key = "text", StringValue = "Grüße" },
                    new Property { Key = "integer", IntValue = long.MinValue },
                    new Property { Key = "number", DoubleValue = 0.1 },
                    new Property { Key = "large", DoubleValue = 1e300 },
                    new Property { Key = "long", DoubleValue = -2.2250738585072014E-308 },
                    new Property { Key = "yes", BoolValue = true },
                    new Property { Key = "no", BoolValue = false },
                    new Property { Key = "nan", DoubleValue = double.NaN },
                    new Property { Key = "missing" }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_was_left_out_has_its_default()
    {
        var read = WireEvent.Read([]);

        Assert.Equal((Events.ActorKind.Human, 1UL, Events.Platform.Unspecified), (read.ActorKind, read.Quantity, read.Platform));
        Assert.True(read.AccountId.IsEmpty && read.UserId.IsEmpty && read.Feature.IsEmpty && read.SessionId.IsEmpty);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(255)]
    [InlineData(256 + 4)]
    [InlineData(65536 + 1)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_number_that_the_collector_does_not_know_never_becomes_one_that_it_does(int number)
    {
        var bytes = new Event { Kind = (Contract.EventKind)number, Platform = (Contract.Platform)number, ActorKind = (Contract.ActorKind)number }.ToByteArray();

        var read = WireEvent.Read(bytes);

        Assert.False(Enum.IsDefined(read.Kind));
        Assert.False(Enum.IsDefined(read.Platform));
        Assert.False(Enum.IsDefined(read.ActorKind));
    }

    [Theory]
    [InlineData(long.MinValue, (int)Events.RejectionCode.TooLate)]
    [InlineData(long.MaxValue, (int)Events.RejectionCode.TooEarly)]
    [InlineData(0, (int)Events.RejectionCode.TooLate)]
    public void A_time_that_no_calendar_has_is_judged_not_thrown_at(long milliseconds, int code)
    {
        var bytes = new Event { Kind = Contract.EventKind.ReleaseMarker, Sequence = 1, Feature = "3.0", OccurredAtUnixMs = milliseconds }.ToByteArray();

        var fault = Collector.Validating.EventValidator.Fault(WireEvent.Read(bytes), new(Sample.Now.ToUnixTimeMilliseconds(), 0), backfill: true);

        Assert.Equal((Events.RejectionCode)code, fault?.Code);
    }

    private static List<(string Key, string Value, PropertyType Type)> Properties(params Property[] sent)
    {
        var found = new List<(string, string, PropertyType)>();
        var properties = WireEvent.Read(new Event { Properties = { sent } }.ToByteArray()).Properties;
        Span<byte> scratch = stackalloc byte[WireProperty.MaxNumberBytes];
        while (properties.MoveNext())
        {
            found.Add((ByteString.CopyFrom(properties.Current.Key).ToStringUtf8(), ByteString.CopyFrom(properties.Current.ValueIn(scratch)).ToStringUtf8(), properties.Current.Type));
        }

        return found;
    }

    // Zero is "unspecified" on the wire and has no place in the collector.
    private static void AssertSameNumbers<TWire, TOwn>()
        where TWire : struct, Enum
        where TOwn : struct, Enum =>
        Assert.Equal(NumbersOf<TWire>().Where(pair => pair.Number != 0), NumbersOf<TOwn>());

    private static IEnumerable<(string Name, int Number)> NumbersOf<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => (value.ToString(), Convert.ToInt32(value, CultureInfo.InvariantCulture)));
}
