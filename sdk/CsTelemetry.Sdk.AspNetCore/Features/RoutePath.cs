using Microsoft.AspNetCore.Routing.Patterns;

namespace CsTelemetry.AspNetCore.Features;

/// <summary>Writes route templates in one form, in which two that match the same are equal: <c>/reports/{}/export</c>.</summary>
internal static class RoutePath
{
    private const string Parameter = "{}";

    /// <summary>Writes the template; a malformed one throws a RoutePatternException.</summary>
    public static string Of(string template) => Of(RoutePatternFactory.Parse(template));

    public static string Of(RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => Of(part, pattern)))));

    /// <summary>Gives the fixed parts, joined by dots; null when there are none.</summary>
    public static string? FixedParts(RoutePattern pattern)
    {
        var parts = string.Join('.', pattern.PathSegments
            .Select(segment => string.Concat(segment.Parts.Select(part => Of(part, pattern))))
            .Where(segment => !segment.Contains(Parameter, StringComparison.Ordinal)));
        return parts.Length == 0 ? null : parts;
    }

    private static string Of(RoutePatternPart part, RoutePattern pattern) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content.ToLowerInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        // A conventional route serves many actions; each of its endpoints says which one it is.
        RoutePatternParameterPart parameter when pattern.RequiredValues.TryGetValue(parameter.Name, out var value) && value is string { Length: > 0 } text => text.ToLowerInvariant(),
        _ => Parameter,
    };
}
