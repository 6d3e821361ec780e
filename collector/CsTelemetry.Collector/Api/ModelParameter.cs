using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Api;

/// <summary>Reads the query parameter `model_version`.</summary>
internal static class ModelParameter
{
    public const string Name = "model_version";

    /// <summary>The word for targets of each day's own.</summary>
    public const string Auto = "auto";

    /// <summary>Finds the model; null for targets of each day's own.</summary>
    /// <exception cref="InvalidParameterException">There is no such version, or it is a draft.</exception>
    public static async Task<ScoreModel?> ReadAsync(ScoreModels models, string tenant, string? text, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(text))
        {
            return await models.PublishedAsync(tenant, cancellationToken);
        }

        if (text == Auto || text.EndsWith("-" + Auto, StringComparison.Ordinal))
        {
            return null;
        }

        var entry = (await models.ListAsync(tenant, cancellationToken)).FirstOrDefault(entry => entry.Version == text);
        return entry is null ? throw new InvalidParameterException(Name, $"There is no version \"{text}\" of the score model; list them with GET /v1/score-models.")
            : entry.State == ScoreModelState.Draft ? throw new InvalidParameterException(Name, $"Version \"{text}\" of the score model is a draft, which has no scores; see POST /v1/score-models/{text}/preview.")
            : models.Read(entry);
    }
}
