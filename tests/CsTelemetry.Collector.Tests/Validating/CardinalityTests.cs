using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Validating;

namespace CsTelemetry.Collector.Tests.Validating;

public sealed class CardinalityTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly CardinalityOptions _limits = new() { MaxFeatures = 100, MaxPropertyKeys = 32, MaxSources = 10 };
    private readonly Cardinality _cardinality;

    public CardinalityTests() => _cardinality = new Cardinality(_limits, _time);

    [Fact]
    public void A_feature_too_many_is_refused_and_those_in_use_go_on()
    {
        Assert.Empty(Judge(Features(0, 100)));

        var rejection = Assert.Single(Judge([Feature("one.more"), .. Features(50, 10)]));

        Assert.Equal((0, RejectionCode.CardinalityExceeded), (rejection.Index, rejection.Code));
        Assert.Equal(
            "feature is \"one.more\", which is new, and the tenant has used 100 different ones in the last day or two. Put what varies, such as an id, into a property. The limit is Cardinality:MaxFeatures.",
            rejection.Message);
    }

    [Fact]
    public void Property_keys_have_a_limit_of_their_own()
    {
        var plain = Sample.Use();
        Assert.Empty(Judge([plain with { Properties = Keys(0, 32) }]));

        var rejection = Assert.Single(Judge([plain with { Properties = Keys(31, 1) }, plain with { Sequence = 2, Properties = Keys(32, 1) }]));

        Assert.Equal((1, RejectionCode.CardinalityExceeded), (rejection.Index, rejection.Code));
        Assert.StartsWith("a property's key is \"key32\"", rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_with_a_new_version_for_every_batch_is_refused_in_the_end()
    {
        var batches = Enumerable.Range(0, 12).Select(i => Sample.Received(Sample.Uses(3)) with { Source = new EventSource("sdk", "app", $"1.0.{i}", "production") });

        var rejected = batches.Select(batch => Judging.Validate(batch, TimeZoneInfo.Utc, backfill: false, cardinality: _cardinality.Of("demo")).Rejections.Count);

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3], rejected);
    }

    [Fact]
    public void Other_tenants_are_not_touched()
    {
        Judge(Features(0, 150));

        Assert.Empty(Judge(Features(0, 100), tenant: "other"));
    }

    [Fact]
    public void What_was_not_used_for_two_days_makes_room_and_what_was_stays()
    {
        Judge(Features(0, 100));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(Judge(Features(0, 60)));
        Assert.Empty(Judge(Features(200, 40)));
        Assert.Single(Judge(Features(300, 1)));

        // Yesterday's go on, although there is no room for new ones.
        Assert.Empty(Judge(Features(60, 40)));

        _time.Advance(TimeSpan.FromDays(2));
        Assert.Empty(Judge(Features(300, 100)));
    }

    [Fact]
    public void What_is_not_accepted_uses_up_nothing()
    {
        Judge([.. Features(0, 150).Select(plain => plain with { UserId = "" })]);

        Assert.Empty(Judge(Features(200, 100)));
    }

    [Fact]
    public void Limits_that_are_none_are_named() =>
        Assert.Equal(3, new CardinalityOptions { MaxFeatures = 99, MaxPropertyKeys = 31, MaxSources = 9 }.Faults().Count());

    private static UsageEvent Feature(string key, ulong sequence = 1) => Sample.Use(sequence) with { Feature = key };

    private static UsageEvent[] Features(int first, int count) => [.. Enumerable.Range(first, count).Select(i => Feature($"feature.{i}", (ulong)i + 1))];

    private static EventProperty[] Keys(int first, int count) => [.. Enumerable.Range(first, count).Select(i => new EventProperty($"key{i}", "v", PropertyType.Text))];

    private IReadOnlyList<Rejection> Judge(UsageEvent[] events, string tenant = "demo") =>
        Judging.Validate(Sample.Received(events), TimeZoneInfo.Utc, backfill: false, cardinality: _cardinality.Of(tenant)).Rejections;
}
