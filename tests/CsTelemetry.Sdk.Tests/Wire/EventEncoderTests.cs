using CsTelemetry.Buffering;
using CsTelemetry.Protocol.V1;
using CsTelemetry.Wire;
using Google.Protobuf;
using Kind = CsTelemetry.Wire.EventKind;

namespace CsTelemetry.Sdk.Tests.Wire;

public sealed class EventEncoderTests
{
    [Fact]
    public void A_plain_feature_use_is_what_the_generated_message_would_write()
    {
        var expected = new Event
        {
            Kind = Protocol.V1.EventKind.FeatureUse,
            Sequence = 7,
            OccurredAtUnixMs = 1_700_000_000_123,
            AccountId = "acme",
            UserId = "u-17",
            Feature = "reports.export",
        };

        var bytes = Encode(Kind.FeatureUse, "reports.export", "acme", "u-17", default, out var fault);

        Assert.Equal(DropReason.None, fault.Reason);
        Assert.Equal(AsField(expected), bytes);
    }

    [Fact]
    public void Every_detail_and_every_type_of_property_is_what_the_generated_message_would_write()
    {
        var expected = new Event
        {
            Kind = Protocol.V1.EventKind.Login,
            Sequence = 7,
            OccurredAtUnixMs = 1_700_000_000_123,
            AccountId = "acme",
            UserId = "zoë",
            SessionId = "s-1",
            Platform = Protocol.V1.Platform.Mobile,
            ActorKind = Protocol.V1.ActorKind.Agent,
            Quantity = 300,
            Value = -12.5,
            DurationMs = 1234,
        };
        expected.Properties.Add(new Property { Key = "format", StringValue = "pdf" });
        expected.Properties.Add(new Property { Key = "rows", IntValue = -42 });
        expected.Properties.Add(new Property { Key = "ratio", DoubleValue = 0.25 });
        expected.Properties.Add(new Property { Key = "beta", BoolValue = true });

        var bytes = Encode(Kind.Login, null, "acme", "zoë", new EventDetails
        {
            SessionId = "s-1",
            Platform = Platform.Mobile,
            ActorKind = ActorKind.Agent,
            Quantity = 300,
            Value = -12.5,
            Duration = TimeSpan.FromMilliseconds(1234.9),
            Properties = [new("format", "pdf"), new("rows", -42), new("ratio", 0.25), new("beta", true)],
        }, out _);

        Assert.Equal(AsField(expected), bytes);
    }

    [Fact]
    public void A_property_keeps_its_type_when_its_value_is_empty_or_zero()
    {
        var bytes = Encode(Kind.FeatureUse, "f", "a", "u", new EventDetails
        {
            Properties = [new("s", ""), new("none", (string?)null), new("i", 0L), new("d", 0.0), new("b", false)],
        }, out _);

        Assert.Equal(
            [Property.ValueOneofCase.StringValue, Property.ValueOneofCase.StringValue, Property.ValueOneofCase.IntValue, Property.ValueOneofCase.DoubleValue, Property.ValueOneofCase.BoolValue],
            Decode(bytes).Properties.Select(property => property.ValueCase));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(255)]
    [InlineData(256)]
    public void A_name_of_any_allowed_length_survives(int length)
    {
        var name = new string('x', length);

        Assert.Equal(name, Decode(Encode(Kind.FeatureUse, name, "a", "u", default, out _)).Feature);
    }

    [Theory]
    [InlineData(42)]
    [InlineData(43)]
    [InlineData(85)]
    public void A_name_of_three_byte_characters_survives(int characters)
    {
        var name = new string('語', characters);

        Assert.Equal(name, Decode(Encode(Kind.FeatureUse, name, "a", "u", default, out _)).Feature);
    }

    [Theory]
    [InlineData('x', 257)]
    [InlineData('語', 86)]
    public void A_name_of_more_than_256_bytes_is_too_large(char character, int count)
    {
        Encode(Kind.FeatureUse, new string(character, count), "a", "u", default, out var fault);

        Assert.Equal((DropReason.TooLarge, "feature"), (fault.Reason, fault.FieldName()));
    }

    [Theory]
    [InlineData(1024, DropReason.None)]
    [InlineData(1025, DropReason.TooLarge)]
    public void A_property_text_may_hold_1024_bytes(int length, object expected)
    {
        Encode(Kind.FeatureUse, "f", "a", "u", new EventDetails { Properties = [new("k", new string('x', length))] }, out var fault);

        Assert.Equal(expected, fault.Reason);
    }

    [Theory]
    [InlineData(32, DropReason.None)]
    [InlineData(33, DropReason.TooLarge)]
    public void An_event_may_have_32_properties(int count, object expected)
    {
        var properties = Enumerable.Range(0, count).Select(i => new TelemetryProperty($"k{i}", i)).ToArray();

        Encode(Kind.FeatureUse, "f", "a", "u", new EventDetails { Properties = properties }, out var fault);

        Assert.Equal(expected, fault.Reason);
    }

    [Theory]
    [InlineData(null, "a", "u", "feature")]
    [InlineData("f", "", "u", "account_id")]
    [InlineData("f", "a", null, "user_id")]
    public void A_missing_name_is_invalid_and_named(string? feature, string? account, string? user, string field)
    {
        Encode(Kind.FeatureUse, feature, account, user, default, out var fault);

        Assert.Equal((DropReason.Invalid, field), (fault.Reason, fault.FieldName()));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_invalid_and_not_quietly_replaced()
    {
        Encode(Kind.FeatureUse, "f\ud800", "a", "u", default, out var fault);

        Assert.Equal((DropReason.Invalid, "feature"), (fault.Reason, fault.FieldName()));
    }

    [Fact]
    public void Impossible_numbers_are_invalid_and_named()
    {
        Assert.Equal("value", FaultOf(new EventDetails { Value = double.NaN }));
        Assert.Equal("value", FaultOf(new EventDetails { Value = double.PositiveInfinity }));
        Assert.Equal("quantity", FaultOf(new EventDetails { Quantity = -1 }));
        Assert.Equal("duration", FaultOf(new EventDetails { Duration = TimeSpan.FromTicks(-1) }));
        Assert.Equal("platform", FaultOf(new EventDetails { Platform = (Platform)6 }));
        Assert.Equal("actor_kind", FaultOf(new EventDetails { ActorKind = (ActorKind)(-1) }));
        Assert.Equal("property value", FaultOf(new EventDetails { Properties = [new("k", double.NaN)] }));
        Assert.Equal("property key", FaultOf(new EventDetails { Properties = [default] }));
        Assert.Equal("property key", FaultOf(new EventDetails { Properties = [new("k", 1), new("k", 2)] }));
    }

    [Fact]
    public void Too_small_a_room_is_no_fault_of_the_event_whatever_its_size()
    {
        var details = new EventDetails { SessionId = "s", Quantity = 9, Value = 1, Properties = [new("k", "text"), new("n", 1.5)] };
        var size = Encode(Kind.FeatureUse, "f", "a", "u", details, out _).Length;

        for (var room = 0; room < size; room++)
        {
            var written = EventEncoder.Encode(new byte[room], Draft(Kind.FeatureUse, "f", "a", "u"), in details, 7, 1, out var fault);

            Assert.Equal((0, EventFault.NoRoom), (written, fault));
        }

        // One byte more than its size is room enough: a length may first be taken for wider than it is.
        Assert.Equal(size, EventEncoder.Encode(new byte[size + 1], Draft(Kind.FeatureUse, "f", "a", "u"), in details, 7, 1, out _));
    }

    [Fact]
    public void Random_events_are_what_the_generated_message_would_write()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 3_000; round++)
        {
            var expected = RandomEvents.Next(random, out var properties);
            var bytes = Encode((Kind)(int)expected.Kind, expected.Feature, expected.AccountId, expected.UserId, new EventDetails
            {
                SessionId = expected.SessionId,
                Platform = (Platform)(int)expected.Platform,
                ActorKind = (ActorKind)(int)expected.ActorKind,
                Quantity = (long)expected.Quantity,
                Value = expected.Value,
                Duration = TimeSpan.FromMilliseconds(expected.DurationMs),
                Properties = properties,
            }, out var fault);

            Assert.True(fault.Reason == DropReason.None, $"seed {seed}, round {round}: {fault}");
            Assert.True(AsField(expected).AsSpan().SequenceEqual(bytes), $"seed {seed}, round {round}: {expected}");
        }
    }

    private static string FaultOf(in EventDetails details)
    {
        Encode(Kind.FeatureUse, "f", "a", "u", details, out var fault);
        Assert.Equal(DropReason.Invalid, fault.Reason);
        return fault.FieldName();
    }

    private static byte[] Encode(Kind kind, string? feature, string? account, string? user, in EventDetails details, out EventFault fault)
    {
        var room = new byte[64 * 1024];
        var written = EventEncoder.Encode(room, Draft(kind, feature, account, user), in details, 7, 1_700_000_000_123, out fault);
        return room[..written];
    }

    private static byte[] AsField(Event message) => new PublishRequest { Events = { message } }.ToByteArray();

    private static Event Decode(byte[] bytes) => Assert.Single(PublishRequest.Parser.ParseFrom(bytes).Events);

    private static EventDraft Draft(Kind kind, string? feature, string? account, string? user) =>
        new() { Kind = kind, Feature = feature, AccountId = account, UserId = user };
}
