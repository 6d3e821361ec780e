using System.Text.Json;
using System.Text.RegularExpressions;
using CsTelemetry.Collector.Api.Knowledge;
using CsTelemetry.Collector.Knowing.Documents;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api;

/// <summary>Says in the caller's words why a request could not be read: the framework's own name types of ours. Pure.</summary>
internal static partial class BadRequests
{
    public static ProblemDetails Describe(BadHttpRequestException bad)
    {
        if (bad.StatusCode != StatusCodes.Status400BadRequest)
        {
            return new ProblemDetails { Status = bad.StatusCode, Title = "The request cannot be read.", Detail = bad.StatusCode == StatusCodes.Status415UnsupportedMediaType && IsOurs(bad) ? "The body must be JSON: send `content-type: application/json`." : bad.Message };
        }

        return Parameter().Match(bad.Message) is { Success: true } match
            ? OfParameter(JsonNamingPolicy.SnakeCaseLower.ConvertName(match.Groups["name"].Value), match.Groups["value"])
            : OfBody(bad.InnerException is JsonException json ? JsonFaults.Of(json) : new KnowledgeFault("", IsOurs(bad) ? "The body is missing, or is not what the content type says." : bad.Message));
    }

    private static ProblemDetails OfParameter(string name, Group value) => new()
    {
        Status = StatusCodes.Status400BadRequest,
        Title = $"The parameter `{name}` cannot be used.",
        Detail = value.Success ? $"\"{TextFaults.Shown(value.Value)}\" is not of the type that belongs here; /openapi/v1.json tells which." : "It is missing; it is required.",
        Extensions = { ["parameter"] = name },
    };

    private static ProblemDetails OfBody(KnowledgeFault fault) => new()
    {
        Status = StatusCodes.Status400BadRequest,
        Title = "The body cannot be used.",
        Detail = fault.Detail,
        Extensions = { ["errors"] = KnowledgeProblems.Errors([fault]) },
    };

    // Those of the framework's binding; what others say was written for the caller.
    private static bool IsOurs(BadHttpRequestException bad) => Binding().IsMatch(bad.Message);

    [GeneratedRegex("^(Failed to bind parameter \"\\S+ (?<name>\\w+)\" from \"(?<value>.*)\"|Required parameter \"\\S+ (?<name>\\w+)\" was not provided from (query|route|header))", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Parameter();

    [GeneratedRegex("^(Failed to (bind|read) parameter|Required parameter|Implicit body|Expected a supported JSON media type)", RegexOptions.CultureInvariant)]
    private static partial Regex Binding();
}
