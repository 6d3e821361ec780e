using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Knowing.Documents;

namespace CsTelemetry.Collector.Knowing.Learning;

/// <summary>Makes a document of what events said. What cannot be so is left out, the rest is taken. Pure.</summary>
internal static class LearnedDocument
{
    /// <summary>The attributes of accounts that mean something here, by the member that they become.</summary>
    public static readonly IReadOnlyDictionary<string, string> AccountMembers = new Dictionary<string, string>
    {
        ["name"] = "name",
        ["plan"] = "plan",
        ["seats"] = "seats",
        ["segment"] = "segment",
        ["industry"] = "industry",
        ["region"] = "region",
        ["csm"] = "csm",
        ["arr"] = "arr",
        ["starts_on"] = "starts_on",
        ["start_date"] = "starts_on",
        ["renews_on"] = "renews_on",
        ["renewal_date"] = "renews_on",
        ["time_zone"] = "time_zone",
        ["country"] = "calendar",
    };

    /// <summary>The attributes of users that mean something here, by the member that they become.</summary>
    public static readonly IReadOnlyDictionary<string, string> UserMembers = new Dictionary<string, string> { ["name"] = "name", ["role"] = "roles", ["actor_kind"] = "actor" };

    private const int MaxAttempts = 20;

    /// <param name="kind">Account or user.</param>
    /// <param name="said">What events said of it.</param>
    /// <param name="tenantZone">Where days begin when no zone was said.</param>
    /// <returns>The document's bytes; null when nothing of it means something.</returns>
    public static byte[]? Make(KnowledgeKind kind, IReadOnlyList<AttributeHistory> said, TimeZoneInfo tenantZone)
    {
        var zone = said.FirstOrDefault(history => history.Attribute == "time_zone") is { } told && ZoneNames.IsKnown(told.Changes[^1].Value)
            ? TimeZoneInfo.FindSystemTimeZoneById(told.Changes[^1].Value)
            : tenantZone;
        var names = kind == KnowledgeKind.Account ? AccountMembers : UserMembers;
        var members = new JsonObject();
        foreach (var history in said)
        {
            // Of two attributes that mean the same, the first by name is taken.
            members.TryAdd(names[history.Attribute], MemberOf(names[history.Attribute], history.Changes, zone));
        }

        return Accept(kind, members);
    }

    private static byte[]? Accept(KnowledgeKind kind, JsonObject members)
    {
        for (var attempt = 0; members.Count > 0 && attempt < MaxAttempts; attempt++)
        {
            var (body, faults) = DocumentCodec.Accept(kind, JsonSerializer.SerializeToElement<JsonNode>(members));
            if (body is not null)
            {
                return body;
            }

            foreach (var fault in faults)
            {
                members.Remove(fault.Pointer.Split('/').ElementAtOrDefault(1) ?? "");
            }
        }

        return null;
    }

    private static JsonNode? MemberOf(string member, IReadOnlyList<(DateTimeOffset At, string Value)> changes, TimeZoneInfo zone) => member switch
    {
        "plan" => Timeline(changes, zone, value => ("plan", value)),
        "roles" => Timeline(changes, zone, value => ("role", value)),
        "seats" => Timeline(changes, zone, value => ("seats", NumberOf(value))),
        "arr" => NumberOf(changes[^1].Value),
        _ => changes[^1].Value,
    };

    // What is said last on a day holds from that day on, until the day on which something else is.
    private static JsonArray Timeline(IReadOnlyList<(DateTimeOffset At, string Value)> changes, TimeZoneInfo zone, Func<string, (string Name, JsonNode? Value)> read)
    {
        var days = new List<(DateOnly Day, string Value)>();
        foreach (var (at, value) in changes)
        {
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
            if (days.Count > 0 && days[^1].Day >= day)
            {
                days.RemoveAt(days.Count - 1);
            }

            if (days.Count == 0 || days[^1].Value != value)
            {
                days.Add((day, value));
            }
        }

        return [.. days.Select((change, i) => Line(change.Day, i + 1 < days.Count ? days[i + 1].Day : null, read(change.Value)))];
    }

    private static JsonObject Line(DateOnly from, DateOnly? until, (string Name, JsonNode? Value) said)
    {
        var line = new JsonObject { [said.Name] = said.Value, ["from"] = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        if (until is { } end)
        {
            line["until"] = end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        return line;
    }

    private static JsonValue NumberOf(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
}
