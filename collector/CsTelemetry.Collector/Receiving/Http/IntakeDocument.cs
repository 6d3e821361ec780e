using System.Globalization;
using CsTelemetry.Protocol.V1;
using Microsoft.OpenApi;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>Describes the contract's calls, `POST /v1/publish` and `POST /v1/forget`, in the document of the API, from the contract itself. Pure.</summary>
internal static class IntakeDocument
{
    private const string Problem = "application/problem+json";
    private const string Json = "application/json";

    private static readonly IntakeOperation Publish = new(
        "/v1/publish",
        "publish",
        "Ingestion",
        "Takes a batch of events: the same messages, limits and checks as gRPC's `Publish`, as JSON by protobuf's own mapping or as protobuf, plain or with `content-encoding: gzip`. "
            + "A batch that is sent again under its client instance and sequence gets its first answer and is counted once. The key needs the scope `ingest`.",
        PublishRequest.Descriptor,
        PublishResponse.Descriptor,
        "The accepted events are on disk. Those that were rejected are listed, each with its code; the others of the batch stand.",
        [
            (StatusCodes.Status400BadRequest, "The body is no such message, or the batch as a whole cannot be taken. Final."),
            (StatusCodes.Status403Forbidden, "The key lacks the scope `ingest`."),
            (StatusCodes.Status413PayloadTooLarge, "The body is larger than 1 MiB, as sent or inflated. Send the events in several batches."),
            (StatusCodes.Status429TooManyRequests, "Over the tenant's quota, or the collector is full. Send the same batch again after the delay."),
            (StatusCodes.Status503ServiceUnavailable, "The collector could not write to its disk. Send the same batch again after the delay."),
        ]);

    private static readonly IntakeOperation Forget = new(
        "/v1/forget",
        "forget",
        "Erasures",
        "Orders that a user is forgotten: the same as gRPC's `Forget`, for clients that publish. What is stored about the user is erased, and what arrives later but happened before is refused. "
            + "Ordered again it does no harm, and makes another receipt; `POST /v1/erasures` also takes whole accounts and an `Idempotency-Key`. The key needs the scope `erase`.",
        ForgetRequest.Descriptor,
        ForgetResponse.Descriptor,
        "The order is on disk, and will be carried out. `GET /v1/erasures/{receiptId}` tells how far it is.",
        [
            (StatusCodes.Status400BadRequest, "The body is no such message, or names nobody whom events could name. Final."),
            (StatusCodes.Status403Forbidden, "The key lacks the scope `erase`."),
            (StatusCodes.Status413PayloadTooLarge, "The body is larger than 1 MiB, as sent or inflated."),
            (StatusCodes.Status429TooManyRequests, "Over the tenant's quota, or the collector has as many open orders as it keeps. Order it again after the delay."),
            (StatusCodes.Status503ServiceUnavailable, "The collector could not write to its disk. Order it again after the delay."),
        ]);

    private static readonly (int Status, string Description)[] RefusalsOfAll =
    [
        (StatusCodes.Status401Unauthorized, "The key was not accepted."),
        (StatusCodes.Status415UnsupportedMediaType, "The body is neither JSON in UTF-8 nor protobuf, or is compressed otherwise than by gzip."),
    ];

    public static void Describe(OpenApiDocument document)
    {
        var schemas = new MessageSchemas(document);
        foreach (var operation in (IntakeOperation[])[Publish, Forget])
        {
            document.Paths.Add(
                operation.Path,
                new OpenApiPathItem { Operations = new Dictionary<HttpMethod, OpenApiOperation> { [HttpMethod.Post] = Of(operation, document, schemas) } });
        }
    }

    private static OpenApiOperation Of(IntakeOperation operation, OpenApiDocument document, MessageSchemas schemas)
    {
        var answers = new OpenApiResponses
        {
            ["200"] = new OpenApiResponse { Description = operation.Answered, Content = Forms(schemas.Of(operation.Response)) },
        };
        foreach (var (status, description) in operation.Refusals.Concat(RefusalsOfAll).OrderBy(refusal => refusal.Status))
        {
            answers[status.ToString(CultureInfo.InvariantCulture)] = Refusal(document, status, description);
        }

        return new OpenApiOperation
        {
            OperationId = operation.Id,
            Summary = operation.Summary,
            Tags = new HashSet<OpenApiTagReference> { new(operation.Tag, document) },
            RequestBody = new OpenApiRequestBody { Required = true, Content = Forms(schemas.Of(operation.Request)) },
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
