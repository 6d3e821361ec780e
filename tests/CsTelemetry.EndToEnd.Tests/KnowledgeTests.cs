using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>A real collector is told of product and customers, by well-meaning tools and by hostile ones.</summary>
public sealed class KnowledgeTests
{
    [Fact]
    public async Task What_is_told_is_kept_by_version_and_shows_in_the_list_of_features()
    {
        await using var collector = await CollectorProcess.StartAsync();
        var key = await collector.CreateKeyAsync("acme", "ingest,read,users:read,catalog:write,admin");
        using var api = new ApiWriter(collector.Http, key);
        using var reader = new ApiReader(collector.Http, key);
        await PublishAsync(api, "used.only");
        await reader.SettledAsync();

        var created = await api.PutAsync("/v1/features/told.only", """{"name":"Told","area":"Reports","core":true}""", ("If-None-Match", "*"));
        var twice = await api.PutAsync("/v1/features/told.only", "{}", ("If-None-Match", "*"));
        var same = await api.PutAsync("/v1/features/told.only", """{"core":true,"area":"Reports","name":"Told"}""", ("If-Match", created.Tag!));
        var changed = await api.PutAsync("/v1/features/told.only", """{"name":"Told again"}""", ("If-Match", created.Tag!));
        var late = await api.PutAsync("/v1/features/told.only", """{"name":"Too late"}""", ("If-Match", created.Tag!));
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.PreconditionFailed, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.PreconditionFailed],
            new[] { created, twice, same, changed, late }.Select(answer => answer.Status));
        Assert.Equal((created.Tag, changed.Tag), (same.Tag, late.Tag));
        Assert.Equal(HttpStatusCode.NotModified, (await api.SendAsync(HttpMethod.Get, "/v1/features/told.only", headers: ("If-None-Match", changed.Tag!))).Status);

        var patched = await api.SendAsync(HttpMethod.Patch, "/v1/features/told.only", """{"owner":"Kim","name":null}""", "application/merge-patch+json");
        Assert.Equal("""{"owner":"Kim"}""", patched.Body!["document"]!.ToJsonString());
        var history = await reader.ListAsync("/v1/features/told.only/history?limit=2");
        Assert.Equal([null, "Told again", "Told"], history.Select(version => (string?)version["document"]!["name"]));
        Assert.All(history, version => Assert.Equal(key.Split('.')[0], (string)version["recorded_by"]!));

        var features = await reader.ListAsync("/v1/features");
        Assert.Equal([("told.only", true, 0), ("used.only", false, 1)], features.Select(feature => ((string)feature["key"]!, (bool)feature["catalogued"]!, (int)feature["uses_28d"]!)));
        Assert.Equal(["used.only"], (await reader.ListAsync("/v1/features?catalogued=false")).Select(feature => (string)feature["key"]!));
        await api.SendAsync(HttpMethod.Delete, "/v1/features/told.only");
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync("/v1/features/told.only")).Status);
        Assert.Equal(["knowledge.remove", "knowledge.write", "knowledge.write", "knowledge.write", "key.create"], (await reader.ListAsync("/v1/audit-log")).Select(act => (string)act["action"]!));
    }

    [Fact]
    public async Task Hostile_input_gets_a_clear_problem_and_changes_nothing()
    {
        await using var collector = await CollectorProcess.StartAsync();
        using var api = new ApiWriter(collector.Http, await collector.CreateKeyAsync("acme", "read,users:read,catalog:write"));
        using var stranger = new ApiWriter(collector.Http, await collector.CreateKeyAsync("initech", "read,users:read,catalog:write"));
        using var lesser = new ApiWriter(collector.Http, await collector.CreateKeyAsync("acme", "read"));
        const string Sql = "x'; DROP TABLE knowledge; --\\";
        var path = $"/v1/accounts/{Uri.EscapeDataString(Sql)}";

        Assert.Equal(HttpStatusCode.Created, (await api.PutAsync(path, new JsonObject { ["name"] = Sql, ["tags"] = new JsonArray(Sql), ["external_ids"] = new JsonObject { [Sql] = Sql } }.ToJsonString())).Status);
        Assert.Equal(Sql, (string)(await api.GetAsync(path)).Body!["document"]!["name"]!);
        (string Body, HttpStatusCode Status, string Pointer)[] cases =
        [
            ("{\"seats\":[{\"seats\":-1}]}", HttpStatusCode.BadRequest, "/seats/0/seats"),
            ("{\"seats\":[{\"seats\":NaN}]}", HttpStatusCode.BadRequest, ""),
            ("{\"seats\":[{\"seats\":1,\"from\":\"2026-01-01\"},{\"seats\":2,\"from\":\"2025-01-01\"}]}", HttpStatusCode.BadRequest, "/seats/0/from"),
            ("{\"time_zone\":\"Mars/Olympus\"}", HttpStatusCode.BadRequest, "/time_zone"),
            ("{\"arr\":-5,\"calendar\":\"XX\"}", HttpStatusCode.BadRequest, "/calendar"),
            ("{\"name\":\"a\",\"name\":\"b\"}", HttpStatusCode.BadRequest, ""),
            ("{\"tenant\":\"initech\"}", HttpStatusCode.BadRequest, "/tenant"),
            ("not json", HttpStatusCode.BadRequest, ""),
            ("", HttpStatusCode.BadRequest, ""),
        ];
        foreach (var (body, status, pointer) in cases)
        {
            var answer = await api.PutAsync("/v1/accounts/a", body);
            Assert.Equal((body, status, "application/problem+json"), (body, answer.Status, answer.MediaType));
            Assert.Contains(pointer, answer.Pointers);
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await api.PutAsync("/v1/accounts/a", $"{{\"name\":\"{new string('a', 10_000_000)}\"}}")).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await api.SendAsync(HttpMethod.Put, "/v1/accounts/a", "{}", "text/plain")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await api.PutAsync("/v1/accounts/a", "{}", ("If-Match", "no tag"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await api.PutAsync($"/v1/accounts/{new string('a', 300)}", "{}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await api.SendAsync(HttpMethod.Post, "/v1/imports/everything", "a,b\n", "text/csv")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync("/v1/accounts/a")).Status);

        // Another tenant's things are not there, and what is told of them is told of one's own.
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.Created, (await stranger.PutAsync(path, "{}")).Status);
        Assert.Equal(Sql, (string)(await api.GetAsync(path)).Body!["document"]!["name"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await lesser.PutAsync(path, "{}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await lesser.GetAsync($"{path}/users/ann")).Status);
    }

    [Fact]
    public async Task Many_are_told_at_once_parts_alone_and_files_by_the_command_line()
    {
        await using var collector = await CollectorProcess.StartAsync();
        var key = await collector.CreateKeyAsync("acme", "read,users:read,catalog:write");
        using var api = new ApiWriter(collector.Http, key);
        using var reader = new ApiReader(collector.Http, key);
        const string Bulk = """{"items":[{"id":"good","document":{"core":true}},{"id":"bad","document":{"kind":"odd"}}]}""";

        var atomic = await api.PutAsync("/v1/features?atomic=true", Bulk);
        Assert.Equal((0, 2), ((int)atomic.Body!["taken"]!, (int)atomic.Body["refused"]!));
        var bulk = await api.PutAsync("/v1/features", Bulk);
        Assert.Equal(["created", "invalid"], bulk.Body!["results"]!.AsArray().Select(result => (string)result!["outcome"]!));
        Assert.Equal("/items/1/document/kind", (string)bulk.Body["results"]![1]!["errors"]![0]!["pointer"]!);

        await api.PutAsync("/v1/accounts/acme", """{"name":"Acme"}""");
        Assert.Equal(HttpStatusCode.OK, (await api.PutAsync("/v1/accounts/acme/seats", """{"seats":[{"seats":20,"from":"2026-01-01"}]}""")).Status);
        Assert.Equal(["/seats/0/seats"], (await api.PutAsync("/v1/accounts/acme/seats", """{"seats":[{"seats":-20}]}""")).Pointers);
        Assert.Equal(HttpStatusCode.BadRequest, (await api.PutAsync("/v1/accounts/acme/plan", """{"plan":[],"excluded":true}""")).Status);
        Assert.Equal("""{"name":"Acme","seats":[{"seats":20,"from":"2026-01-01"}]}""", (await api.GetAsync("/v1/accounts/acme")).Body!["document"]!.ToJsonString());

        var file = Path.Combine(collector.DataDirectory, "accounts.csv");
        await File.WriteAllTextAsync(file, "account_id,name,arr\nacme,Acme Inc.,10\nbeta,Beta,none\ngamma,Gamma,5\n");
        string[] import = ["knowledge", "import", "accounts", file, "--url", collector.Http.ToString(), "--key", key];
        Assert.Equal(1, await collector.RunPlainAsync([.. import, "--dry-run"]));
        Assert.Equal(["acme"], (await reader.ListAsync("/v1/knowledge/accounts")).Select(account => (string)account["id"]!));
        Assert.Equal(1, await collector.RunPlainAsync(import));
        Assert.Equal(["acme", "gamma"], (await reader.ListAsync("/v1/knowledge/accounts?limit=1")).Select(account => (string)account["id"]!));

        var first = await api.SendAsync(HttpMethod.Post, "/v1/imports/accounts", "account_id,name\ndelta,Delta\n", "text/csv", ("Idempotency-Key", "one"));
        var again = await api.SendAsync(HttpMethod.Post, "/v1/imports/accounts", "account_id,name\ndelta,Delta\n", "text/csv", ("Idempotency-Key", "one"));
        var other = await api.SendAsync(HttpMethod.Post, "/v1/imports/accounts", "account_id,name\nother,Other\n", "text/csv", ("Idempotency-Key", "one"));
        Assert.Equal((1, 1, HttpStatusCode.UnprocessableEntity), ((int)first.Body!["created"]!, (int)again.Body!["created"]!, other.Status));

        Assert.Equal((false, true), (first.IsReplayed, again.IsReplayed));
        var release = () => api.PutAsync("/v1/releases/2026.11", """{"released_at":"2026-11-01T00:00:00Z"}""", ("If-None-Match", "*"), ("Idempotency-Key", "release"));
        var created = await release();

        await collector.KillAsync();
        await collector.StartAgainAsync();
        var replayed = await release();
        Assert.Equal((HttpStatusCode.Created, true, created.Tag), (replayed.Status, replayed.IsReplayed, replayed.Tag));
        Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(created.Body, replayed.Body));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await api.PutAsync("/v1/releases/2026.11", """{"released_at":"2026-11-01T00:00:00Z"}""", ("If-None-Match", "*"))).Status);
        Assert.Equal("Idempotency-Key", (string)(await api.PutAsync("/v1/releases/2026.11", "{}", ("Idempotency-Key", "not one"))).Body!["parameter"]!);
        Assert.Equal(["acme", "delta", "gamma"], (await reader.ListAsync("/v1/knowledge/accounts")).Select(account => (string)account["id"]!));
        Assert.Equal(["good"], (await reader.ListAsync("/v1/knowledge/features")).Select(feature => (string)feature["id"]!));
    }

    private static async Task PublishAsync(ApiWriter api, string feature)
    {
        var now = TimeProvider.System.GetUtcNow().AddDays(-3).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var answer = await api.SendAsync(
            HttpMethod.Post,
            "/v1/publish",
            $$"""{"clientInstanceId":"77","batchSequence":"1","events":[{"kind":"EVENT_KIND_FEATURE_USE","sequence":"1","occurredAtUnixMs":"{{now}}","accountId":"a","userId":"ann","feature":"{{feature}}"}]}""");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }
}
