using System.Text.Json.Nodes;

namespace CsTelemetry.EndToEnd.Tests.Hostile;

/// <summary>One endpoint, as the OpenAPI document tells of it.</summary>
internal sealed record ApiOperation(string Method, string Template, IReadOnlyList<ApiParameter> Parameters, IReadOnlyList<string> MediaTypes, IReadOnlyList<string> Members)
{
    private static readonly string[] Methods = ["get", "put", "post", "patch", "delete"];

    public bool HasBody => MediaTypes.Count > 0;

    public IEnumerable<ApiParameter> InPath => Parameters.Where(parameter => parameter.In == "path");

    public IEnumerable<ApiParameter> InQuery => Parameters.Where(parameter => parameter.In == "query");

    public IEnumerable<ApiParameter> InHeader => Parameters.Where(parameter => parameter.In == "header");

    /// <summary>Lists all that a document tells of.</summary>
    public static List<ApiOperation> Of(JsonNode document) =>
    [
        .. from path in document["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           where Methods.Contains(operation.Key)
           select Of(document, path.Key, operation.Key, operation.Value!),
    ];

    /// <summary>Writes the path with a value for each of its parameters.</summary>
    public string PathWith(Func<ApiParameter, string> valueOf) =>
        InPath.Aggregate(Template, (path, parameter) => path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(valueOf(parameter)), StringComparison.Ordinal));

    private static ApiOperation Of(JsonNode document, string path, string method, JsonNode operation)
    {
        var content = operation["requestBody"]?["content"]?.AsObject();
        return new ApiOperation(
            method.ToUpperInvariant(),
            path,
            [.. (operation["parameters"]?.AsArray() ?? []).Select(parameter => ApiParameter.Of(parameter!))],
            [.. content?.Select(type => type.Key) ?? []],
            [.. MembersOf(document, content?.FirstOrDefault().Value?["schema"])]);
    }

    private static IEnumerable<string> MembersOf(JsonNode document, JsonNode? schema)
    {
        var named = (string?)schema?["$ref"] is { } reference ? document["components"]!["schemas"]![reference.Split('/')[^1]] : schema;
        return named?["properties"]?.AsObject().Select(member => member.Key) ?? [];
    }
}
