using System.Text.RegularExpressions;

namespace CsTelemetry.Adoption.Versions;

/// <summary>Turns the serializer's paths into JSON pointers.</summary>
internal static partial class JsonPointer
{
    /// <summary>Turns <c>$.core[0].weight</c> into <c>/core/0/weight</c>.</summary>
    public static string Of(string? path) =>
        string.Concat(Step().Matches(path ?? "").Select(step => "/" + Escaped(step.Groups[1].Success ? step.Groups[1].Value : step.Groups[2].Success ? step.Groups[2].Value : step.Groups[3].Value)));

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    [GeneratedRegex(@"\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]|\.([^.\[]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
