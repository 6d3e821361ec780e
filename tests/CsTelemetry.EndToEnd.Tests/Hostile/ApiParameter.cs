using System.Text.Json.Nodes;

namespace CsTelemetry.EndToEnd.Tests.Hostile;

/// <summary>A parameter of an endpoint.</summary>
internal sealed record ApiParameter(string Name, string In, bool IsText)
{
    public static ApiParameter Of(JsonNode parameter)
    {
        var type = parameter["schema"]!["type"];
        string[] types = type is JsonArray several ? [.. several.Select(each => (string)each!)] : [(string?)type ?? "string"];
        var isMoment = (string?)parameter["schema"]!["format"] is "date" or "date-time";
        return new ApiParameter((string)parameter["name"]!, (string)parameter["in"]!, !isMoment && !types.Intersect(["integer", "number", "boolean"]).Any());
    }
}
