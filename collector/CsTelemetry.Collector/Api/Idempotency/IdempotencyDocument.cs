using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>Describes the header on each operation that takes it.</summary>
internal static class IdempotencyDocument
{
    public static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (!WritingEndpoints.Includes([context.Description.HttpMethod ?? ""], context.Description.ActionDescriptor.EndpointMetadata))
        {
            return;
        }

        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IdempotentCall.Header,
            In = ParameterLocation.Header,
            Description = "Names the call, such as by a UUID: sent again under the same name within 24 hours it is not made again, and gets the first answer with `Idempotency-Replayed: true`. "
                + "While the first is under way the answer is 409 with `Retry-After`; of another body, query or condition under the same name 422. Answers of 401, 403, 408, 413, 429 and 5xx are not kept.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyLimits.MaxKeyLength, Pattern = "^[!-~]+$" },
        });
        Add(operation, StatusCodes.Status409Conflict, "Conflict");
        Add(operation, StatusCodes.Status422UnprocessableEntity, "Unprocessable Entity");
    }

    private static void Add(OpenApiOperation operation, int status, string description)
    {
        if (operation.Responses?.TryGetValue("400", out var refusal) == true)
        {
            operation.Responses.TryAdd(status.ToString(System.Globalization.CultureInfo.InvariantCulture), new OpenApiResponse { Description = description, Content = refusal.Content });
        }
    }
}
