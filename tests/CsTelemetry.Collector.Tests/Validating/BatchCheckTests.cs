using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Validating;

public sealed class BatchCheckTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5000)]
    public void A_batch_of_one_to_5000_events_is_usable(int events) => Assert.Null(Judging.BatchFault(Sample.Received(Sample.Uses(events))));

    [Theory]
    [InlineData(0)]
    [InlineData(5001)]
    public void Any_other_number_of_events_is_not(int events) =>
        Assert.Equal($"events has {events} entries; a batch has 1 to 5000.", Judging.BatchFault(Sample.Received(Sample.Uses(events))));

    [Fact]
    public void The_client_names_itself() => AssertFault("client_instance_id", Sample.Received(Sample.Use()) with { Identity = Sample.Identity(client: 0) });

    [Fact]
    public void The_client_numbers_its_batches() => AssertFault("batch_sequence", Sample.Received(Sample.Use()) with { Identity = Sample.Identity(batch: 0) });

    [Fact]
    public void A_source_may_be_unknown() => Assert.Null(Judging.BatchFault(From(EventSource.Unknown)));

    [Fact]
    public void A_source_has_texts_of_up_to_256_bytes()
    {
        var longest = Sample.Utf8(256);

        Assert.Null(Judging.BatchFault(From(new EventSource(longest, longest, longest, longest))));
    }

    [Theory]
    [InlineData("resource.sdk")]
    [InlineData("resource.application")]
    [InlineData("resource.application_version")]
    [InlineData("resource.environment")]
    public void A_source_that_holds_anything_else_makes_the_batch_unusable(string field)
    {
        foreach (var bad in (string[])[Sample.Utf8(257), "a\u0007", "a\u0085"])
        {
            AssertFault(field + " ", From(new EventSource(
                field == "resource.sdk" ? bad : "",
                field == "resource.application" ? bad : "",
                field == "resource.application_version" ? bad : "",
                field == "resource.environment" ? bad : "")));
        }
    }

    private static ReceivedBatch From(EventSource source) => Sample.Received(Sample.Use()) with { Source = source };

    private static void AssertFault(string start, ReceivedBatch batch) => Assert.StartsWith(start, Judging.BatchFault(batch), StringComparison.Ordinal);
}
