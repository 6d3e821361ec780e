using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Receiving;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Validating;
using CsTelemetry.Protocol.V1;
using Wire = CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Tests.Receiving;

public sealed class WireMapTests
{
    [Fact]
    public void Every_number_of_the_contract_means_the_same_in_the_collector()
    {
        AssertSameNumbers<Wire.EventKind, Events.EventKind>();
        AssertSameNumbers<Wire.ActorKind, Events.ActorKind>();
        AssertSameNumbers<Wire.RejectionCode, Events.RejectionCode>();
        Assert.Equal(NumbersOf<Wire.Platform>(), NumbersOf<Events.Platform>());
    }

    [Fact]
    public void Every_field_of_an_event_arrives()
    {
        var sent = new Event
        {
            Kind = Wire.EventKind.Outcome,
            Sequence = ulong.MaxValue - 1,
            OccurredAtUnixMs = 1_750_000_000_123,
            AccountId = "account",
            UserId = "user",
            Feature = "feature",
            SessionId = "session",
            Platform = Wire.Platform.Mobile,
            ActorKind = Wire.ActorKind.Agent,
            Quantity = 17,
            Value = -2.5,
            DurationMs = 99,
        };

        var arrived = Map(sent);

        Assert.Equal(
            new UsageEvent
            {
                Kind = Events.EventKind.Outcome,
                Sequence = ulong.MaxValue - 1,
                OccurredAt = DateTimeOffset.FromUnixTimeMilliseconds(1_750_000_000_123),
                AccountId = "account",
                UserId = "user",
                Feature = "feature",
                SessionId = "session",
                Platform = Events.Platform.Mobile,
                ActorKind = Events.ActorKind.Agent,
                Quantity = 17,
                Value = -2.5,
                DurationMilliseconds = 99,
            },
            arrived with { Properties = [] });
    }

    [Fact]
    public void Every_field_of_an_event_is_in_the_test_above() =>
        Assert.Equal(13, Event.Descriptor.Fields.InDeclarationOrder().Count);

    [Fact]
    public void Every_type_of_property_arrives_as_text_of_every_culture()
    {
        var arrived = Map(new Event
        {
            Properties =
            {
                new Property { Key = "text", StringValue = "Grüße" },
                new Property { Key = "integer", IntValue = long.MinValue },
                new Property { Key = "number", DoubleValue = 0.1 },
                new Property { Key = "large", DoubleValue = 1e300 },
                new Property { Key = "yes", BoolValue = true },
                new Property { Key = "no", BoolValue = false },
                new Property { Key = "nan", DoubleValue = double.NaN },
                new Property { Key = "missing" },
            },
        });

        Assert.Equal(
            [
                new EventProperty("text", "Grüße", PropertyType.Text),
                new EventProperty("integer", "-9223372036854775808", PropertyType.Integer),
                new EventProperty("number", "0.1", PropertyType.Number),
                new EventProperty("large", "1E+300", PropertyType.Number),
                new EventProperty("yes", "true", PropertyType.Boolean),
                new EventProperty("no", "false", PropertyType.Boolean),
                new EventProperty("nan", "NaN", PropertyType.Number),
                new EventProperty("missing", "", PropertyType.Missing),
            ],
            arrived.Properties);
    }

    [Fact]
    public void What_was_left_out_has_its_default()
    {
        var arrived = Map(new Event());

        Assert.Equal((Events.ActorKind.Human, 1UL, Events.Platform.Unspecified), (arrived.ActorKind, arrived.Quantity, arrived.Platform));
        Assert.Equal(("", "", "", ""), (arrived.AccountId, arrived.UserId, arrived.Feature, arrived.SessionId));
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
        var arrived = Map(new Event { Kind = (Wire.EventKind)number, Platform = (Wire.Platform)number, ActorKind = (Wire.ActorKind)number });

        Assert.False(Enum.IsDefined(arrived.Kind));
        Assert.False(Enum.IsDefined(arrived.Platform));
        Assert.False(Enum.IsDefined(arrived.ActorKind));
    }

    [Theory]
    [InlineData(long.MinValue, (int)Events.RejectionCode.TooLate)]
    [InlineData(long.MaxValue, (int)Events.RejectionCode.TooEarly)]
    [InlineData(0, (int)Events.RejectionCode.TooLate)]
    public void A_time_that_no_calendar_has_is_judged_not_thrown_at(long milliseconds, int code)
    {
        var arrived = Map(new Event
        {
            Kind = Wire.EventKind.ReleaseMarker,
            Sequence = 1,
            Feature = "3.0",
            OccurredAtUnixMs = milliseconds,
        });

        Assert.Equal((Events.RejectionCode)code, EventValidator.Fault(arrived, Sample.Now, backfill: true)?.Code);
    }

    [Fact]
    public void The_batch_carries_its_name_its_source_and_the_keys_tenant()
    {
        var request = new PublishRequest
        {
            ClientInstanceId = 5,
            BatchSequence = 6,
            Resource = new Resource { Sdk = "a", Application = "b", ApplicationVersion = "c", Environment = "d" },
        };

        var batch = WireMap.Batch(request, "demo", Sample.Now);

        Assert.Equal(new BatchIdentity("demo", 5, 6), batch.Identity);
        Assert.Equal(new EventSource("a", "b", "c", "d"), batch.Source);
        Assert.Equal(Sample.Now, batch.ReceivedAt);
    }

    [Fact]
    public void A_batch_without_a_source_has_an_unknown_one() =>
        Assert.Equal(EventSource.Unknown, WireMap.Batch(new PublishRequest(), "demo", Sample.Now).Source);

    [Fact]
    public void The_answer_names_the_batch_the_counts_and_every_rejection()
    {
        var rejections = Enum.GetValues<Events.RejectionCode>().Select((code, i) => new Rejection(i * 100, code, $"Because {i}."));

        var response = WireMap.Response(7, 42, rejections, duplicate: true);

        Assert.Equal((7UL, 42U, true), (response.BatchSequence, response.AcceptedCount, response.Duplicate));
        Assert.Equal(
            Enum.GetValues<Events.RejectionCode>().Select((code, i) => ((uint)i * 100, code.ToString(), $"Because {i}.")),
            response.Rejected.Select(rejected => (rejected.Index, rejected.Code.ToString(), rejected.Message)));
    }

    private static UsageEvent Map(Event sent) => Assert.Single(WireMap.Batch(new PublishRequest { Events = { sent } }, "demo", Sample.Now).Events);

    // Zero is "unspecified" on the wire and has no place in the collector.
    private static void AssertSameNumbers<TWire, TOwn>()
        where TWire : struct, Enum
        where TOwn : struct, Enum =>
        Assert.Equal(NumbersOf<TWire>().Where(pair => pair.Number != 0), NumbersOf<TOwn>());

    private static IEnumerable<(string Name, int Number)> NumbersOf<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => (value.ToString(), Convert.ToInt32(value)));
}
