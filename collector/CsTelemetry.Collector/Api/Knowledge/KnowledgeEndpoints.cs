using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Knowing.Documents;
using CsTelemetry.Collector.Tenancy;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>What people and their tools tell of the product and its customers. Reading needs the scope `read`, of users `users:read`; writing `catalog:write`.</summary>
internal static class KnowledgeEndpoints
{
    private const string UserPath = "/accounts/{accountId}/users/{userId}";

    public static void MapKnowledge(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        v1.MapDocuments<FeatureDocument>(new("Feature", "Catalog", "/features", "/features/{id}", Scopes.Read), id => KnowledgeKey.Of(KnowledgeKind.Feature, id));
        v1.MapDocuments<PlanDocument>(new("Plan", "Catalog", "/plans", "/plans/{id}", Scopes.Read), id => KnowledgeKey.Of(KnowledgeKind.Plan, id));
        v1.MapDocuments<ReleaseDocument>(new("Release", "Catalog", "/releases", "/releases/{id}", Scopes.Read), id => KnowledgeKey.Of(KnowledgeKind.Release, id));
        v1.MapDocuments<AccountDocument>(new("Account", "Accounts", "/accounts", "/accounts/{id}", Scopes.Read), KnowledgeKey.OfAccount);
        MapParts(v1);
        MapUsers(v1);
        MapLists(v1);
    }

    private static void MapDocuments<T>(this RouteGroupBuilder v1, DocumentRoute route, Func<string, KnowledgeKey> keyOf)
        where T : notnull
    {
        v1.MapGet(route.One, (HttpContext http, RequestCaller caller, KnowledgeCall call, string id) => call.GetAsync(http, caller, keyOf(PathKey.Read(id)))).Reads<T>(route);
        v1.MapPut(route.One, (HttpContext http, RequestCaller caller, KnowledgeCall call, string id) => call.ReplaceAsync(http, caller, keyOf(PathKey.Read(id)))).Replaces<T>(route);
        v1.MapPatch(route.One, (HttpContext http, RequestCaller caller, KnowledgeCall call, string id) => call.MergeAsync(http, caller, keyOf(PathKey.Read(id)))).Merges<T>(route);
        v1.MapDelete(route.One, (HttpContext http, RequestCaller caller, KnowledgeCall call, string id) => call.RemoveAsync(http, caller, keyOf(PathKey.Read(id)))).Removes(route);
        v1.MapGet($"{route.One}/history", (HttpContext http, RequestCaller caller, KnowledgeCall call, string id, int? limit, string? cursor) => call.HistoryAsync(http, caller, keyOf(PathKey.Read(id)), limit, cursor)).Remembers<T>(route);
        v1.MapPut(route.All, (HttpContext http, RequestCaller caller, BulkCall call, bool? atomic) => call.ReplaceAsync(http, caller, keyOf, atomic)).ReplacesMany<T>(route);
    }

    private static void MapParts(RouteGroupBuilder v1)
    {
        v1.MapPut("/accounts/{id}/seats", (HttpContext http, RequestCaller caller, KnowledgeCall call, string id) => call.ReplaceMemberAsync(http, caller, KnowledgeKey.OfAccount(PathKey.Read(id)), "seats"))
            .ReplacesPart<AccountSeats>("putAccountSeats", "Replaces an account's purchased seats, over time and by product.");
        v1.MapPut("/accounts/{id}/plan", (HttpContext http, RequestCaller caller, KnowledgeCall call, string id) => call.ReplaceMemberAsync(http, caller, KnowledgeKey.OfAccount(PathKey.Read(id)), "plan"))
            .ReplacesPart<AccountPlan>("putAccountPlan", "Replaces an account's plan, over time.");
        v1.MapPut("/accounts/{id}/entitlements", (HttpContext http, RequestCaller caller, KnowledgeCall call, string id) => call.ReplaceMemberAsync(http, caller, KnowledgeKey.OfAccount(PathKey.Read(id)), "entitlements"))
            .ReplacesPart<AccountEntitlements>("putAccountEntitlements", "Replaces what an account was granted beyond its plan, or what is withheld from it, over time.");
    }

    private static void MapUsers(RouteGroupBuilder v1)
    {
        var route = new DocumentRoute("User", "Accounts", "/accounts/{accountId}/users", UserPath, Scopes.UsersRead);
        v1.MapGet(UserPath, (HttpContext http, RequestCaller caller, KnowledgeCall call, string accountId, string userId) => call.GetAsync(http, caller, KnowledgeKey.OfUser(PathKey.Read(accountId), PathKey.Read(userId)))).Reads<UserDocument>(route);
        v1.MapPut(UserPath, (HttpContext http, RequestCaller caller, KnowledgeCall call, string accountId, string userId) => call.ReplaceAsync(http, caller, KnowledgeKey.OfUser(PathKey.Read(accountId), PathKey.Read(userId)))).Replaces<UserDocument>(route);
        v1.MapPatch(UserPath, (HttpContext http, RequestCaller caller, KnowledgeCall call, string accountId, string userId) => call.MergeAsync(http, caller, KnowledgeKey.OfUser(PathKey.Read(accountId), PathKey.Read(userId)))).Merges<UserDocument>(route);
        v1.MapDelete(UserPath, (HttpContext http, RequestCaller caller, KnowledgeCall call, string accountId, string userId) => call.RemoveAsync(http, caller, KnowledgeKey.OfUser(PathKey.Read(accountId), PathKey.Read(userId)))).Removes(route);
        v1.MapGet($"{UserPath}/history", (HttpContext http, RequestCaller caller, KnowledgeCall call, string accountId, string userId, int? limit, string? cursor) =>
            call.HistoryAsync(http, caller, KnowledgeKey.OfUser(PathKey.Read(accountId), PathKey.Read(userId)), limit, cursor)).Remembers<UserDocument>(route);
        v1.MapPut(route.All, (HttpContext http, RequestCaller caller, BulkCall call, string accountId, bool? atomic) =>
            call.ReplaceAsync(http, caller, id => KnowledgeKey.OfUser(PathKey.Read(accountId), id), atomic)).ReplacesMany<UserDocument>(route);
    }

    private static void MapLists(RouteGroupBuilder v1)
    {
        v1.MapList<FeatureDocument>(KnowledgeKind.Feature, "features", Scopes.Read);
        v1.MapList<PlanDocument>(KnowledgeKind.Plan, "plans", Scopes.Read);
        v1.MapList<ReleaseDocument>(KnowledgeKind.Release, "releases", Scopes.Read);
        v1.MapList<AccountDocument>(KnowledgeKind.Account, "accounts", Scopes.Read);
        v1.MapList<UserDocument>(KnowledgeKind.User, "users", Scopes.UsersRead);
    }

    private static void MapList<T>(this RouteGroupBuilder v1, KnowledgeKind kind, string name, string scope) =>
        v1.MapGet(
            $"/knowledge/{name}",
            async (RequestCaller caller, KnowledgeLists lists, [FromQuery(Name = "account_id")] string? accountId, [FromQuery(Name = "updated_since")] DateTimeOffset? updatedSince, int? limit, string? cursor, CancellationToken cancellationToken) =>
                TypedResults.Json(await lists.ListAsync(caller.Tenant, kind, accountId, updatedSince, PageParameters.Read(limit, cursor), cancellationToken)))
            .Lists<T>($"listKnown{kind}s", scope);
}
