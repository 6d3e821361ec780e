using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Receiving.Importing;

/// <summary>Makes events of rows. The fields are those of an export; what is missing is left out, what is not known is passed over.</summary>
internal static class ImportedEvent
{
    /// <exception cref="FormatException">A field cannot be read; the message names it and its value.</exception>
    public static Event Of(JsonObject row, ulong sequence)
    {
        var made = new Event
        {
            Sequence = sequence,
            Kind = Named<EventKind>(row, "kind"),
            Platform = Named<Platform>(row, "platform"),
            ActorKind = Named<ActorKind>(row, "actor_kind"),
            OccurredAtUnixMs = Time(row),
            AccountId = Text(row, "account_id"),
            UserId = Text(row, "user_id"),
            Feature = Text(row, "feature"),
            SessionId = Text(row, "session_id"),
            Quantity = Number(row, "quantity"),
            DurationMs = Number(row, "duration_ms"),
            Value = Value(row),
        };
        made.Properties.AddRange(Properties(row));
        return made;
    }

    private static string Text(JsonObject row, string name) => row[name]?.ToString() ?? "";

    private static T Named<T>(JsonObject row, string name)
        where T : struct, Enum
    {
        var text = Text(row, name);
        return text.Length == 0 || text.Equals("unspecified", StringComparison.OrdinalIgnoreCase) ? default
            : Enum.TryParse<T>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value) && !char.IsAsciiDigit(text[0]) ? value
            : throw new FormatException($"{name} is \"{text}\"; it must be one of {string.Join(", ", Enum.GetNames<T>()[1..].Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}.");
    }

    private static ulong Number(JsonObject row, string name)
    {
        var text = Text(row, name);
        return text.Length == 0 ? 0
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FormatException($"{name} is \"{text}\"; it must be a whole number, 0 or more.");
    }

    private static double Value(JsonObject row)
    {
        var text = Text(row, "value");
        return text.Length == 0 ? 0
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FormatException($"value is \"{text}\"; it must be a number.");
    }

    private static long Time(JsonObject row)
    {
        var text = Text(row, "occurred_at");
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToUnixTimeMilliseconds()
            : throw new FormatException($"occurred_at is \"{text}\"; it must be a time such as 2026-10-31T12:00:00Z, or milliseconds since 1970.");
    }

    private static IEnumerable<Property> Properties(JsonObject row) => row["properties"] switch
    {
        null => [],
        JsonObject given => given.Select(PropertyOf),
        var text when text.ToString() is not { Length: > 0 } => [],
        var text => Parse(text.ToString()).Select(PropertyOf),
    };

    private static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new JsonException("it is none");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"properties is no object of JSON: {exception.Message}");
        }
    }

    private static Property PropertyOf(KeyValuePair<string, JsonNode?> given) => given.Value?.GetValueKind() switch
    {
        JsonValueKind.String => new Property { Key = given.Key, StringValue = given.Value.ToString() },
        JsonValueKind.True or JsonValueKind.False => new Property { Key = given.Key, BoolValue = given.Value.GetValue<bool>() },
        JsonValueKind.Number when long.TryParse(given.Value.ToString(), CultureInfo.InvariantCulture, out var whole) => new Property { Key = given.Key, IntValue = whole },
        JsonValueKind.Number => new Property { Key = given.Key, DoubleValue = given.Value.GetValue<double>() },
        _ => throw new FormatException($"the property \"{given.Key}\" is neither text nor number nor true or false."),
    };
}
