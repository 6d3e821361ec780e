using System.Text.Json.Nodes;
using CsTelemetry.ClickHouse.Quarantine;
using CsTelemetry.Collector.Quarantining;

namespace CsTelemetry.Collector.Tests.Quarantining;

public sealed class QuarantineTextTests
{
    [Theory]
    [InlineData("00abcdef01234567-12-3", true)]
    [InlineData("abcdef01234567-12-3", false)]
    [InlineData("00abcdef01234567--12-3", false)]
    [InlineData("00abcdef01234567-12", false)]
    [InlineData("00abcdef01234567-12-99999999999", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_id_is_read_as_it_was_written(string? text, bool isGood)
    {
        Assert.Equal(isGood, QuarantineId.TryParse(text, out var id));
        Assert.True(!isGood || id.ToString() == text);
    }

    // The examples of RFC 7396, appendix A, as far as they are objects.
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", """{}""")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("""{}""", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void A_patch_is_merged_as_the_standard_says(string target, string patch, string merged) =>
        Assert.Equal(merged, MergePatch.Apply(JsonNode.Parse(target), JsonNode.Parse(patch))!.ToJsonString());

    [Fact]
    public void Another_attempt_is_another_batch_and_the_same_one_is_the_same()
    {
        var id = new QuarantineId(QuarantineSample.WalId, 5, 1);
        ulong[] names = [ReplayIdentity.Of(id, 1), ReplayIdentity.Of(id, 2), ReplayIdentity.Of(id with { EventIndex = 2 }, 1), ReplayIdentity.Of(id with { WalSequence = 6 }, 1)];

        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Equal(names[0], ReplayIdentity.Of(id, 1));
    }
}
