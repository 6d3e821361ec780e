using CsTelemetry.Client.Contracts;

namespace CsTelemetry.Client.Tests;

public sealed class ToleranceTests
{
    [Fact]
    public async Task Values_and_members_of_a_newer_collector_break_nothing()
    {
        const string History =
            """
            {"account_id":"acme","model_version":"3.0","new_member":{"a":[1]},"points":[
              {"as_of":"2026-11-21","state":"hibernating","score":null,"band":{"name":"superb"},"confidence":null,"model_version":"3.0","computed_at":"2026-11-22T00:00:00Z","status":"frozen","also_new":1}]}
            """;
        using var client = new ScriptedCollector().Answer(History).Client();

        var point = Assert.Single((await client.GetAdoptionScoreHistoryAsync("acme")).Points);

        Assert.Equal((AccountState.Unknown, HealthBand.Unknown, null, ScoreStatus.Frozen), (point.State, point.Band, point.Confidence, point.Status));
    }

    [Fact]
    public async Task Reading_changing_and_writing_loses_nothing_that_a_newer_collector_knows()
    {
        const string Known =
            """{"id":"acme","account_id":"acme","document":{"name":"Acme","mood":"good","seats":[{"seats":5,"currency":"EUR"}]},"from_events":null,"version":1,"updated_at":"2026-11-22T00:00:00Z","updated_by":"k"}""";
        var collector = new ScriptedCollector().Answer(Known, headers: headers => headers.ETag = new("\"1\"")).Answer(Known);
        using var client = collector.Client();

        var known = await client.GetAccountAsync("acme");
        await client.PutAccountAsync("acme", known.Document! with { Csm = "Kim" }, WriteCondition.IfUnchanged(known.Tag!));

        Assert.Equal("""{"name":"Acme","csm":"Kim","seats":[{"seats":5,"currency":"EUR"}],"mood":"good"}""", collector.Calls[1].Body);
    }

    [Fact]
    public async Task A_value_that_is_not_known_is_not_written_back_as_something_else()
    {
        const string Known =
            """{"id":"f","account_id":null,"document":{"kind":"ambient"},"from_events":null,"version":1,"updated_at":"2026-11-22T00:00:00Z","updated_by":"k"}""";
        var collector = new ScriptedCollector().Answer(Known);
        using var client = collector.Client();
        var known = await client.GetFeatureAsync("f");

        var fault = await Assert.ThrowsAsync<ArgumentException>(() => client.PutFeatureAsync("f", known.Document!));

        Assert.Contains("FeatureKind", fault.Message, StringComparison.Ordinal);
        Assert.Single(collector.Calls);
    }
}
