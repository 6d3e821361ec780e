using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.Collector.Tests.Clusters;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Knowing;

/// <summary>One flag, every query: with it, each question is answered as if those who do not count had never been there.</summary>
[Collection(RealStoreTests.Name)]
public sealed class ExclusionTests(StoreFixture fixture)
{
    // What the store holds, who has an account, and what anybody has ever reported are not metrics: those leave out the excluded themselves.
    private static readonly string[] NotMetrics = ["ingestion", "erasures", "account names", "accounts seen", "features reported"];

    [Fact]
    public async Task Every_question_is_answered_as_if_the_excluded_had_never_been_there()
    {
        using var flagged = await fixture.NewStoreAsync();
        using var without = await fixture.NewStoreAsync();
        await LandAsync(flagged, _ => true);
        await LandAsync(without, usage => usage.AccountId != "account-1" && (usage.AccountId, usage.UserId) is not (("account-0", "üser-1") or ("account-2", "üser-2")));
        using var book = KnowledgeSample.NewBook(flagged);
        var before = await EveryQuestion.AskAsync(flagged, KnowledgeSample.Tenant, Sample.Today);
        await book.WriteAsync(KnowledgeSample.Account("account-1", """{"excluded":true}"""));
        await book.WriteAsync(KnowledgeSample.User("account-0", "üser-1", """{"excluded":true}"""));
        await book.WriteAsync(KnowledgeSample.User("account-2", "üser-2", """{"actor":"service"}"""));
        await book.WriteAsync(KnowledgeSample.User("account-2", "üser-3", """{"actor":"human"}"""));
        await book.WriteAsync(KnowledgeSample.Account("account-2", """{"excluded":true}"""), tenant: "other");

        var answers = await EveryQuestion.AskAsync(flagged, KnowledgeSample.Tenant, Sample.Today);
        var expected = await EveryQuestion.AskAsync(without, KnowledgeSample.Tenant, Sample.Today);

        foreach (var question in expected.Keys.Except(NotMetrics))
        {
            Assert.Equal((question, expected[question]), (question, answers[question]));
        }

        // Nobody has been scored here: who is excluded is left out when scores are computed.
        var ofScores = ScoreQuestions.Of(flagged, KnowledgeSample.Tenant, Sample.Today).Select(question => question.Name);
        Assert.Equal([], before.Keys.Where(question => before[question] == answers[question]).Except(NotMetrics).Except(ofScores));
        await book.WriteAsync(KnowledgeSample.Account("account-1", "{}"));
        await book.WriteAsync(KnowledgeSample.User("account-0", "üser-1", "{}"));
        await book.WriteAsync(KnowledgeSample.User("account-2", "üser-2", "{}"));
        Assert.Equal(before, await EveryQuestion.AskAsync(flagged, KnowledgeSample.Tenant, Sample.Today));
    }

    [Fact]
    public async Task A_use_of_a_navigation_feature_is_no_value_event()
    {
        using var flagged = await fixture.NewStoreAsync();
        using var without = await fixture.NewStoreAsync();
        await LandAsync(flagged, _ => true);
        await LandAsync(without, usage => usage.Feature != "feature.1" || usage.Kind != Events.EventKind.FeatureUse);
        using var book = KnowledgeSample.NewBook(flagged);
        await book.WriteAsync(KnowledgeSample.Feature("feature.1", """{"kind":"navigation"}"""));

        var answers = await EveryQuestion.AskAsync(flagged, KnowledgeSample.Tenant, Sample.Today);
        var expected = await EveryQuestion.AskAsync(without, KnowledgeSample.Tenant, Sample.Today);

        foreach (var question in expected.Keys.Except(NotMetrics))
        {
            Assert.Equal((question, expected[question]), (question, answers[question]));
        }
    }

    private static async Task LandAsync(ClickHouseClient client, Func<UsageEvent, bool> isThere)
    {
        using var folder = new ScratchFolder();
        await using var pipeline = new StorePipeline(folder.File("log"), StoreTopology.Of(client));
        await pipeline.AcceptAsync(new StoreEvents(29).Many(60, events: 180).Select(batch => batch with { Events = [.. batch.Events.Where(isThere)] }));
        await pipeline.RunUntilVerifiedAsync();
    }
}
