using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Changes;

/// <summary>Words what changed in the model.</summary>
internal static class ModelPhrases
{
    public static CausePhrase Core(ScoreModel before, ScoreModel after)
    {
        var (old, now) = (Keys(before), Keys(after));
        var parts = new List<string>();
        Name("with", now.Except(old), parts);
        Name("without", old.Except(now), parts);
        return new(parts.Count == 0 ? "other value weights of core features" : $"the list of core features {string.Join(" and ", parts)}", parts.Count == 0);
    }

    public static CausePhrase Numbers(ScoreModel before, ScoreModel after) => string.Equals(before.Version, after.Version, StringComparison.Ordinal)
        ? new("other numbers of the model", true)
        : new($"model {after.Version} instead of {before.Version}", false);

    public static CausePhrase Targets(ScoreModel before, ScoreModel after) => after.IsAuto && before.IsAuto
        ? new("targets taken from the peers of the later day", true)
        : new($"the targets of model {after.Version} instead of {before.Version}", true);

    private static string[] Keys(ScoreModel model) => [.. model.Core.Select(feature => feature.Feature)];

    private static void Name(string word, IEnumerable<string> features, List<string> parts)
    {
        var names = features.ToArray();
        if (names.Length > 0)
        {
            parts.Add($"{word} {(names.Length > 3 ? $"{names.Length} others" : string.Join(", ", names))}");
        }
    }
}
