using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Reads the query parameter `since`: a day, or the id of a release, whose day is the UTC day it came out.</summary>
internal static class SinceParameter
{
    /// <exception cref="InvalidParameterException">It is neither.</exception>
    public static DateOnly? Read(string? text, TenantKnowledge knowledge)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return knowledge.Releases.FirstOrDefault(release => release.Id == text) is { } known ? DateOnly.FromDateTime(known.ReleasedAt.UtcDateTime)
            : DateOnly.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _) ? MetricParameterReader.Day("since", text)
            : throw new InvalidParameterException("since", $"\"{MetricParameterReader.Shown(text)}\" is neither a day, written YYYY-MM-DD, nor the id of a release; list these with GET /v1/releases.");
    }
}
