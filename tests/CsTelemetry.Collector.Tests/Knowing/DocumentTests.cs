using System.Text;
using System.Text.Json;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Knowing.Documents;

namespace CsTelemetry.Collector.Tests.Knowing;

public sealed class DocumentTests
{
    [Theory]
    [InlineData(KnowledgeKind.Account, """{"seats":[{"seats":-1}]}""", "/seats/0/seats")]
    [InlineData(KnowledgeKind.Account, """{"seats":[{"seats":1e400}]}""", "/seats/0/seats")]
    [InlineData(KnowledgeKind.Account, """{"seats":[{"seats":10000001}]}""", "/seats/0/seats")]
    [InlineData(KnowledgeKind.Account, """{"seats":[{"seats":"NaN"}]}""", "/seats/0/seats")]
    [InlineData(KnowledgeKind.Account, """{"seats":[{"product":"x"}]}""", "/seats/0/seats")]
    [InlineData(KnowledgeKind.Account, """{"seats":[{"seats":1},null]}""", "/seats/1")]
    [InlineData(KnowledgeKind.Account, """{"seats":[{"seats":1,"from":"2026-02-30"}]}""", "/seats/0/from")]
    [InlineData(KnowledgeKind.Account, """{"seats":[{"seats":1,"from":"1969-12-31"}]}""", "/seats/0/from")]
    [InlineData(KnowledgeKind.Account, """{"seats":[{"seats":1,"from":"2026-02-01","until":"2026-02-01"}]}""", "/seats/0/until")]
    [InlineData(KnowledgeKind.Account, """{"seats":[{"seats":1,"from":"2026-02-01"},{"seats":2,"until":"2026-02-02"}]}""", "/seats/0/from")]
    [InlineData(KnowledgeKind.Account, """{"seats":[{"seats":1,"product":"a"},{"seats":2,"product":"a","from":"2026-02-02"}]}""", "/seats/1/from")]
    [InlineData(KnowledgeKind.Account, """{"plan":[{"from":"2026-02-02"}]}""", "/plan/0/plan")]
    [InlineData(KnowledgeKind.Account, """{"arr":-0.01}""", "/arr")]
    [InlineData(KnowledgeKind.Account, """{"arr":"12"}""", "/arr")]
    [InlineData(KnowledgeKind.Account, """{"time_zone":"Mars/Olympus"}""", "/time_zone")]
    [InlineData(KnowledgeKind.Account, """{"time_zone":"../../etc/passwd"}""", "/time_zone")]
    [InlineData(KnowledgeKind.Account, """{"time_zone":"W. Europe Standard Time"}""", "/time_zone")]
    [InlineData(KnowledgeKind.Account, """{"calendar":"XX"}""", "/calendar")]
    [InlineData(KnowledgeKind.Account, """{"calendar":"de"}""", "/calendar")]
    [InlineData(KnowledgeKind.Account, """{"tags":["a",""]}""", "/tags/1")]
    [InlineData(KnowledgeKind.Account, """{"external_ids":{"sf/prod":""}}""", "/external_ids/sf~1prod")]
    [InlineData(KnowledgeKind.Account, """{"name":""}""", "/name")]
    [InlineData(KnowledgeKind.Account, """{"name":"a\u0000b"}""", "/name")]
    [InlineData(KnowledgeKind.Account, """{"name":["a"]}""", "/name")]
    [InlineData(KnowledgeKind.Account, """{"nmae":"a"}""", "/nmae")]
    [InlineData(KnowledgeKind.Account, "[]", "")]
    [InlineData(KnowledgeKind.Account, "null", "")]
    [InlineData(KnowledgeKind.Feature, """{"value_weight":0}""", "/value_weight")]
    [InlineData(KnowledgeKind.Feature, """{"kind":"Value event"}""", "/kind")]
    [InlineData(KnowledgeKind.Feature, """{"kind":1}""", "/kind")]
    [InlineData(KnowledgeKind.Feature, """{"min_days":29}""", "/min_days")]
    [InlineData(KnowledgeKind.Feature, """{"natural_period_days":1.5}""", "/natural_period_days")]
    [InlineData(KnowledgeKind.Feature, """{"natural_period_days":366}""", "/natural_period_days")]
    [InlineData(KnowledgeKind.User, """{"actor":"robot"}""", "/actor")]
    [InlineData(KnowledgeKind.User, """{"roles":[{"role":"a"},{"role":"b"}]}""", "/roles/1/from")]
    [InlineData(KnowledgeKind.Release, """{"name":"no moment"}""", "/released_at")]
    [InlineData(KnowledgeKind.Release, """{"released_at":"2101-01-01T00:00:00Z"}""", "/released_at")]
    [InlineData(KnowledgeKind.Plan, """{"features":[{"feature":"a"},{"feature":"a"}]}""", "/features/1/from")]
    public void What_cannot_be_is_refused_and_the_place_is_named(KnowledgeKind kind, string json, string pointer)
    {
        var (body, faults) = DocumentCodec.Accept(kind, JsonElement.Parse(json));

        Assert.Null(body);
        Assert.Contains(pointer, faults.Select(fault => fault.Pointer));
        Assert.All(faults, fault => Assert.DoesNotContain("CsTelemetry", fault.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public void All_faults_of_a_document_are_told_together_but_not_without_end()
    {
        var many = "[" + string.Join(',', Enumerable.Repeat("""{"seats":-1}""", 9000)) + "]";

        var few = DocumentCodec.Accept(KnowledgeKind.Account, JsonElement.Parse("""{"arr":-1,"calendar":"XX","name":""}""")).Faults;
        var bounded = DocumentCodec.Accept(KnowledgeKind.Account, JsonElement.Parse($$"""{"seats":{{many}}}""")).Faults;

        Assert.Equal(["/arr", "/calendar", "/name"], few.Select(fault => fault.Pointer).Order());
        Assert.InRange(bounded.Count, 1, DocumentCheck.MaxFaultCount);
    }

    [Theory]
    [InlineData("seats", "seats", 201)]
    [InlineData("plan", "plan", 201)]
    public void A_timeline_has_no_more_intervals_than_it_may(string member, string value, int count)
    {
        var lines = Enumerable.Range(0, count).Select(i =>
            $$"""{"{{value}}":{{(value == "seats" ? "1" : "\"p\"")}},"from":"{{new DateOnly(2026, 1, 1).AddDays(i):yyyy-MM-dd}}","until":"{{new DateOnly(2026, 1, 2).AddDays(i):yyyy-MM-dd}}"}""").ToList();

        Assert.NotEmpty(Faults(lines));
        Assert.Empty(Faults(lines.Take(200)));

        IReadOnlyList<KnowledgeFault> Faults(IEnumerable<string> some) =>
            DocumentCodec.Accept(KnowledgeKind.Account, JsonElement.Parse($$"""{"{{member}}":[{{string.Join(',', some)}}]}""")).Faults;
    }

    [Fact]
    public void What_was_written_is_read_back_and_written_as_the_same_bytes()
    {
        const string Json =
            """
            {"name":"Ácme'; DROP TABLE knowledge; --","external_ids":{"z":"1","a":"2"},"parent_id":"p","segment":"s","industry":"i","region":"r","csm":"c","arr":12.50,"starts_on":"2025-01-01",
            "renews_on":"2027-01-01","time_zone":"Asia/Kathmandu","calendar":"NP","tags":["y","x","y"],"excluded":true,"plan":[{"plan":"pro"}],
            "seats":[{"seats":2.5,"product":"b","from":"2026-01-01"},{"seats":1,"product":"a"}],"entitlements":[{"feature":"f","granted":false}]}
            """;

        var body = DocumentCodec.Accept(KnowledgeKind.Account, JsonElement.Parse(Json)).Body!;

        Assert.Equal(body, DocumentCodec.Write(KnowledgeKind.Account, DocumentCodec.Read(KnowledgeKind.Account, body)));
        Assert.StartsWith("""{"name":""", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        Assert.DoesNotContain("null", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_newer_collector_added_to_a_stored_document_is_passed_over() =>
        Assert.Equal("Acme", ((AccountDocument)DocumentCodec.Read(KnowledgeKind.Account, """{"name":"Acme","mood":{"is":"good"}}"""u8)).Name);
}
