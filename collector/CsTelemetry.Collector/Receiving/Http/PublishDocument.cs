using System.Globalization;
using CsTelemetry.Protocol.V1;
using Microsoft.OpenApi;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>Describes `POST /v1/publish` in the document of the API, from the contract itself. Pure.</summary>
internal static class PublishDocument
{
    private const string Problem = "application/problem+json";
    private const string Json = "application/json";

    private static readonly (int Status, string Description)[] Refusals =
    [
        (StatusCodes.Status400BadRequest, "The body is no such message, or the batch as a whole cannot be taken. Final."),
        (StatusCodes.Status401Unauthorized, "The key was not accepted."),
        (StatusCodes.Status403Forbidden, "The key lacks the scope `ingest`."),
        (StatusCodes.Status413PayloadTooLarge, "The body is larger than 1 MiB, as sent or inflated. Send the events in several batches."),
        (StatusCodes.Status415UnsupportedMediaType, "The body is neither JSON in UTF-8 nor protobuf, or is compressed otherwise than by gzip."),
        (StatusCodes.Status429TooManyRequests, "Over the tenant's quota, or the collector is full. Send the same batch again after the delay."),
        (StatusCodes.Status503ServiceUnavailable, "The collector could not write to its disk. Send the same batch again after the delay."),
    ];

    public static void Describe(OpenApiDocument document)
    {
        var schemas = new MessageSchemas(document);
        document.Paths.Add(
            "/v1/publish",
            new OpenApiPathItem
            {
                Operations = new Dictionary<HttpMethod, OpenApiOperation> { [HttpMethod.Post] = Operation(document, schemas) },
            });
    }

    private static OpenApiOperation Operation(OpenApiDocument document, MessageSchemas schemas)
    {
        var answers = new OpenApiResponses
        {
            ["200"] = new OpenApiResponse
            {
                Description = "The accepted events are on disk. Those that were rejected are listed, each with its code; the others of the batch stand.",
                Content = Forms(schemas.Of(PublishResponse.Descriptor)),
            },
        };
        foreach (var (status, description) in Refusals)
        {
            answers[status.ToString(CultureInfo.InvariantCulture)] = Refusal(document, status, description);
        }

        return new OpenApiOperation
        {
            OperationId = "publish",
            Summary = "Takes a batch of events: the same messages, limits and checks as gRPC's `Publish`, as JSON by protobuf's own mapping or as protobuf, plain or with `content-encoding: gzip`. "
                + "A batch that is sent again under its client instance and sequence gets its first answer and is counted once. The key needs the scope `ingest`.",
            Tags = new HashSet<OpenApiTagReference> { new("Ingestion", document) },
            RequestBody = new OpenApiRequestBody { Required = true, Content = Forms(schemas.Of(PublishRequest.Descriptor)) },
            Responses = answers,
        };
    }

    private static Dictionary<string, OpenApiMediaType> Forms(IOpenApiSchema message) => new()
    {
        [Json] = new() { Schema = message },
        [BodyForm.Protobuf] = new() { Schema = Bytes() },
    };

    private static OpenApiResponse Refusal(OpenApiDocument document, int status, string description) => new()
    {
        Description = $"{description} Who sent protobuf gets a `google.rpc.Status`.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [Problem] = new() { Schema = new OpenApiSchemaReference("ProblemDetails", document) },
            [BodyForm.Protobuf] = new() { Schema = Bytes() },
        },
        Headers = status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable
            ? new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = new OpenApiHeader { Description = "Whole seconds.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } } }
            : null,
    };

    private static OpenApiSchema Bytes() => new() { Type = JsonSchemaType.String, Format = "binary" };
}
