using System.Text.Json;
using System.Text.RegularExpressions;

namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>Says in the caller's words what a reader of JSON found. Pure.</summary>
internal static partial class JsonFaults
{
    /// <summary>Makes a fault with a JSON pointer from where the reader was.</summary>
    public static KnowledgeFault Of(JsonException exception) => new(PointerOf(exception.Path), DetailOf(exception.Message));

    private static string PointerOf(string? path) => path is null or "$" ? "" : string.Concat(
        Step().Matches(path).Select(step => "/" + (step.Groups["name"] is { Success: true } name ? name.Value : step.Groups["index"] is { Success: true } index ? index.Value : step.Groups["odd"].Value)
            .Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));

    // The reader's own words name types of ours; what matters to the caller is where, and that it does not fit.
    private static string DetailOf(string message) =>
        message.Contains("could not be mapped", StringComparison.Ordinal) ? "There is no such member; check its spelling."
        : message.Contains("uplicate", StringComparison.Ordinal) ? "The member is there twice."
        : message.Contains("depth", StringComparison.Ordinal) ? "It is nested too deeply."
        : message.Contains("could not be converted", StringComparison.Ordinal) ? "The value is not of the type that belongs here, or no such value exists."
        : "It cannot be read as JSON: " + Place().Replace(message, "");

    [GeneratedRegex(@"\.(?<name>[^.\[\]']+)|\[(?<index>\d+)\]|\['(?<odd>.*?)'\]", RegexOptions.CultureInvariant)]
    private static partial Regex Step();

    [GeneratedRegex(@"\s*(Path:.*|LineNumber:.*)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Place();
}
