using CsTelemetry.EndToEnd.Tests.Hostile;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>Every endpoint of the API is called as badly as it can be: each call gets a clear refusal, nothing is lost, nothing is told.</summary>
public sealed class HostileTests(HostileFixture fixture) : IClassFixture<HostileFixture>, IDisposable
{
    private const int LeastOperationCount = 60;
    private readonly HostileCaller _attacker = new(fixture.Collector.Http, fixture.Attacker);

    public static TheoryData<string, string, string> Documents => new()
    {
        { "accounts/x", """{"seats":[{"seats":-1}]}""", "/seats/0/seats" },
        { "accounts/x", """{"seats":[{"seats":1e999}]}""", "/seats/0/seats" },
        { "accounts/x", """{"seats":[{"seats":1,"from":"2026-01-01","until":"2026-06-01"},{"seats":2,"from":"2026-03-01"}]}""", "/seats/1/from" },
        { "accounts/x", """{"seats":[{"seats":1},{"seats":2}]}""", "/seats/1/from" },
        { "accounts/x", """{"seats":[{"seats":1,"from":"0000-00-00"}]}""", "/seats/0/from" },
        { "accounts/x", """{"seats":[{"seats":1,"from":"9999-12-31"}]}""", "/seats/0/from" },
        { "accounts/x", """{"seats":[{"seats":1,"from":"2026-06-01","until":"2026-01-01"}]}""", "/seats/0/until" },
        { "accounts/x", """{"plan":[{"plan":"a","from":"2026-01-01"},{"plan":"b","from":"2026-01-01"}]}""", "/plan/1/from" },
        { "accounts/x", """{"time_zone":"Mars/Olympus"}""", "/time_zone" },
        { "accounts/x", """{"time_zone":"../../etc/passwd"}""", "/time_zone" },
        { "accounts/x", """{"arr":1e999}""", "/arr" },
        { "accounts/x", """{"renews_on":"9999-12-31"}""", "/renews_on" },
        { "accounts/x", """{"tags":["a",null]}""", "/tags/1" },
        { "accounts/x", """{"external_ids":{"crm":null}}""", "/external_ids/crm" },
        { "accounts/x/seats", """{"seats":[{"seats":-1}]}""", "/seats/0/seats" },
        { "accounts/x/users/y", """{"roles":[{"role":"a"},{"role":"b"}]}""", "/roles/1/from" },
        { "features/x", """{"value_weight":-1}""", "/value_weight" },
        { "features/x", """{"value_weight":1e999}""", "/value_weight" },
        { "features/x", """{"natural_period_days":0}""", "/natural_period_days" },
        { "features/x", """{"min_days":-2147483649}""", "/min_days" },
        { "releases/x", """{"released_at":"9999-12-31T23:59:59-14:00"}""", "/released_at" },
    };

    public void Dispose() => _attacker.Dispose();

    [Fact]
    public async Task Whatever_stands_in_a_path_is_not_found_or_refused() =>
        await AttackAsync(operation => operation.InPath.Any(), HostileCalls.InPaths);

    [Fact]
    public async Task Whatever_stands_in_a_query_is_text_or_is_refused_by_name() =>
        await AttackAsync(operation => operation.InQuery.Any(), HostileCalls.InQueries);

    [Fact]
    public async Task Whatever_stands_in_a_header_is_refused_by_name() =>
        await AttackAsync(operation => operation.InHeader.Any(), HostileCalls.InHeaders);

    [Fact]
    public async Task Whatever_stands_in_a_body_is_refused_with_its_place() =>
        await AttackAsync(operation => operation.HasBody, HostileCalls.InBodies);

    [Fact]
    public async Task Ten_megabytes_are_refused_where_a_document_is_expected() =>
        await AttackAsync(operation => operation.HasBody, operation => [HostileCalls.Huge(operation)]);

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_document_that_cannot_be_is_refused_with_a_pointer(string path, string body, string place)
    {
        using var api = new ApiWriter(fixture.Collector.Http, fixture.Attacker);

        var answer = await api.PutAsync($"/v1/{path}", body);

        Assert.True((int)answer.Status == 400, $"{answer.Status}: {answer.Body}");
        Assert.Contains(place, answer.Pointers);
    }

    [Fact]
    public async Task What_is_anothers_is_answered_as_what_does_not_exist()
    {
        var before = await fixture.StockAsync();
        (string Method, string Path, string? Body)[] calls =
        [
            .. ((string[])["", "/history", "/adoption-score", "/adoption-score/history", "/features", "/users", "/timeline", "/users/user-1", "/users/user-1/history"])
                .Select(part => ("GET", $"/v1/accounts/account-@{part}", (string?)null)),
            .. ((string[])["", "/history", "/adoption", "/accounts", "/never-used", "/lifecycle", "/stickiness", "/retention", "/time-to-adopt", "/funnel?steps=feature-1"])
                .Select(part => ("GET", $"/v1/features/feature-@{part}", (string?)null)),
            ("GET", "/v1/plans/plan-@", null), ("GET", "/v1/releases/release-@", null),
            ("DELETE", "/v1/accounts/account-@", null), ("DELETE", "/v1/features/feature-@", null), ("DELETE", "/v1/accounts/account-@/users/user-1", null),
            ("GET", "/v1/erasures/@receipt", null), ("GET", "/v1/quarantine/@quarantined", null),
            ("GET", "/v1/score-models/@model", null), ("GET", "/v1/validation/@model", null),
            ("POST", "/v1/score-models/@model/preview", "{}"), ("POST", "/v1/score-models/@model/shadow", "{}"), ("POST", "/v1/score-models/@model/publish", """{"note":"Mine."}"""),
        ];
        foreach (var (method, path, body) in calls)
        {
            var theirs = await _attacker.SendAsync(HostileCall.Of(method, Fill(path, HostileFixture.VictimSecret, fixture.Receipt, fixture.Quarantined, "3.1.4"), body, mustBeRefused: true));
            var nobodys = await _attacker.SendAsync(HostileCall.Of(method, Fill(path, "no-such-at-all-00", new string('0', fixture.Receipt.Length), "0000000000000000-1-1", "3.1.5"), body, mustBeRefused: true));

            Assert.True((theirs.Status, nobodys.Status) == (404, 404), $"{method} {path}: {theirs.Text}\n{nobodys.Text}");
            Assert.Equal(Plain(nobodys.Text), Plain(theirs.Text));
        }

        foreach (var query in (string[])["adoption-scores?plan=", "stickiness?account_id=account-", "knowledge/users?account_id=account-", "quarantine?origin="])
        {
            var answer = await _attacker.SendAsync(HostileCall.Of("GET", $"/v1/{query}{HostileFixture.VictimSecret}", null, mustBeRefused: false));
            Assert.DoesNotContain("user-", answer.Text, StringComparison.Ordinal);
        }

        Assert.Equal(before, await fixture.StockAsync());
    }

    private static string Fill(string path, string id, string receipt, string quarantined, string model) => path
        .Replace("@receipt", receipt, StringComparison.Ordinal).Replace("@quarantined", quarantined, StringComparison.Ordinal)
        .Replace("@model", model, StringComparison.Ordinal).Replace("@", id, StringComparison.Ordinal);

    // But for the id that the caller named and the id of the call.
    private string Plain(string text) => new[] { HostileFixture.VictimSecret, fixture.Receipt, fixture.Quarantined, "3.1.4", "no-such-at-all-00", new string('0', fixture.Receipt.Length), "0000000000000000-1-1", "3.1.5" }
        .Aggregate(System.Text.RegularExpressions.Regex.Replace(text, "\"trace_id\":\"[^\"]*\"", ""), (rest, id) => rest.Replace(id, "@", StringComparison.Ordinal));

    private async Task AttackAsync(Func<ApiOperation, bool> which, Func<ApiOperation, IEnumerable<HostileCall>> attack)
    {
        using var api = new ApiReader(fixture.Collector.Http, fixture.Attacker);
        var operations = ApiOperation.Of(await api.GetAsync("/openapi/v1.json"));
        Assert.True(operations.Count >= LeastOperationCount, $"The document tells of {operations.Count} operations.");
        Assert.All((string[])["/v1/publish", "/v1/forget"], path => Assert.Contains(operations, operation => operation.Template == path));
        var before = await fixture.StockAsync();
        var calls = operations.Where(which).SelectMany(attack).ToList();
        Assert.NotEmpty(calls);

        var faults = await _attacker.FaultsAsync(calls);

        Assert.True(faults.Count == 0, $"{faults.Count} of {calls.Count}:\n{string.Join('\n', faults.Order(StringComparer.Ordinal))}");
        Assert.Equal(before, await fixture.StockAsync());
    }
}
