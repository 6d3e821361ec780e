using System.Text.Json.Nodes;

namespace CsTelemetry.Collector.Quarantining;

/// <summary>Merges JSON as RFC 7396 says: members of the patch replace, null removes, what is not mentioned stays.</summary>
internal static class MergePatch
{
    /// <summary>Returns the merged value; changes neither.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var merged = target is JsonObject original ? (JsonObject)original.DeepClone() : [];
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = Apply(merged[name], value);
            }
        }

        return merged;
    }
}
