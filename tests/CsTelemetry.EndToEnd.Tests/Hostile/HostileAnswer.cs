using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsTelemetry.EndToEnd.Tests.Hostile;

/// <summary>What a hostile call was answered, and what is wrong with the answer.</summary>
internal sealed record HostileAnswer(string Call, int Status, string? MediaType, string Text)
{
    // What only the inside of the collector, or the other tenant, would say.
    private static readonly string[] Secrets =
    [
        "   at ", "System.", "Microsoft.", "CsTelemetry.", "Nullable<", "Exception:", "DB::", "JSONCompact", "param_", "/tmp/", Path.GetTempPath(), ".cs:line", HostileFixture.Victim, HostileFixture.VictimSecret,
    ];

    /// <summary>Says what is wrong; nothing when it is as it should be.</summary>
    public IEnumerable<string> Faults(bool mustRefuse)
    {
        foreach (var fault in Form(mustRefuse).Concat(Secrets.Where(secret => Text.Contains(secret, StringComparison.Ordinal)).Select(secret => $"tells \"{secret}\"")))
        {
            yield return $"{Call} → {Status} {MediaType}: {fault}: {Text[..Math.Min(Text.Length, 300)]}";
        }
    }

    private IEnumerable<string> Form(bool mustRefuse)
    {
        if (Status >= 500)
        {
            yield return "it is the caller's fault";
        }
        else if (Status < 400)
        {
            if (mustRefuse)
            {
                yield return "it must be refused";
            }
        }
        else if (Text.Length == 0 && Status == 400 && Call.Contains("%00", StringComparison.Ordinal))
        {
            // The HTTP server itself refuses such a path, before anybody reads it.
        }
        else if (MediaType != "application/problem+json")
        {
            yield return "a refusal is a problem";
        }
        else if (!IsWhole(JsonNode.Parse(Text)!))
        {
            yield return "a problem names what, why and where";
        }
    }

    private bool IsWhole(JsonNode problem)
    {
        var isTold = (int?)problem["status"] == Status && !string.IsNullOrEmpty((string?)problem["title"]) && !string.IsNullOrEmpty((string?)problem["detail"]);
        var isPlaced = (string?)problem["parameter"] is { Length: > 0 }
            || (problem["errors"] is JsonArray { Count: > 0 } errors && errors.All(error => error!["pointer"]?.GetValueKind() == JsonValueKind.String));
        return isTold && (isPlaced || Status != 400);
    }
}
