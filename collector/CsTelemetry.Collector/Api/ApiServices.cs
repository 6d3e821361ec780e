using CsTelemetry.Collector.Api.Idempotency;
using CsTelemetry.Collector.Api.Knowledge;
using CsTelemetry.Collector.Api.Measures;
using CsTelemetry.Collector.Tenancy;
using Microsoft.AspNetCore.Authentication;

namespace CsTelemetry.Collector.Api;

/// <summary>Adds what the REST API needs.</summary>
internal static class ApiServices
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddSingleton<AdoptionReports>();
        services.AddSingleton<ScoreReports>();
        services.AddSingleton<ScoreExpander>();
        services.AddSingleton<ScoreDeltas>();
        services.AddSingleton<RestatementReports>();
        services.AddSingleton<FeaturePoints>();
        services.AddSingleton<ModelReports>();
        services.AddSingleton<FeatureReports>();
        services.AddSingleton<ErasureReports>();
        services.AddSingleton<ErasureOrders>();
        services.AddSingleton<QuarantineReports>();
        services.AddSingleton<QueryRunner>();
        services.AddSingleton<RequestRate>();
        services.AddSingleton<KnowledgeActs>();
        services.AddSingleton<KnowledgeCall>();
        services.AddSingleton<BulkCall>();
        services.AddSingleton<KnowledgeLists>();
        services.AddSingleton<ImportCall>();
        services.AddIdempotency();
        services.AddMeasures();
        services.AddSingleton<ApiAudit>();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = PlainProblems.Complete);
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.AddAuthentication(ApiKeyAuthenticationHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthenticationHandler>(ApiKeyAuthenticationHandler.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Scopes.Read, policy => policy.RequireClaim(ApiKeyAuthenticationHandler.ScopeClaim, Scopes.Read))
            .AddPolicy(Scopes.ModelsWrite, policy => policy.RequireClaim(ApiKeyAuthenticationHandler.ScopeClaim, Scopes.ModelsWrite))
            .AddPolicy(Scopes.UsersRead, policy => policy.RequireClaim(ApiKeyAuthenticationHandler.ScopeClaim, Scopes.UsersRead))
            .AddPolicy(Scopes.CatalogWrite, policy => policy.RequireClaim(ApiKeyAuthenticationHandler.ScopeClaim, Scopes.CatalogWrite))
            .AddPolicy(Scopes.Admin, policy => policy.RequireClaim(ApiKeyAuthenticationHandler.ScopeClaim, Scopes.Admin))
            .AddPolicy(Scopes.Erase, policy => policy.RequireClaim(ApiKeyAuthenticationHandler.ScopeClaim, Scopes.Erase));
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Configure);
    }
}
