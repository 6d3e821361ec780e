using CsTelemetry.Collector.Api.Idempotency;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CsTelemetry.Collector.Api;

/// <summary>Describes the REST API as OpenAPI 3.1, from the code.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";
    public const string Route = "/openapi/{documentName}.json";
    private const string BearerScheme = "bearer";

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "CsTelemetry",
                Version = "v1",
                Description = "Feature adoption and the adoption component of customer-health scores.",
            };
            // Where it is served is not part of what it is.
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [BearerScheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = BearerScheme,
                    Description = "A key PREFIX.SECRET with the scope `read`; for erasures, `erase`.",
                },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerScheme, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            IdempotencyDocument.Describe(operation, context);
            foreach (var parameter in operation.Parameters ?? [])
            {
                if (parameter is { Name: AsOfParameter.Name, Schema: OpenApiSchema schema })
                {
                    schema.Format = "date";
                }
            }

            return Task.CompletedTask;
        });
    }
}
