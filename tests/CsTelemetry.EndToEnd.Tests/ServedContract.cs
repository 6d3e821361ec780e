using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>Compares the client's types with the schemas of a served description, member by member.</summary>
internal sealed class ServedContract(JsonNode document)
{
    private readonly HashSet<(string, Type)> _seen = [];

    public List<string> Faults { get; } = [];

    public int ComparedCount { get; private set; }

    public void Compare(string place, JsonTypeInfo type, JsonNode schema)
    {
        var (found, isNullable, name) = Resolve(schema);
        if (isNullable && type.Type.IsValueType && Nullable.GetUnderlyingType(type.Type) is null && type.Type != typeof(JsonElement))
        {
            Faults.Add($"{place}: the collector may say null, the client's {type.Type.Name} cannot");
        }

        if (name is not null && !_seen.Add((name, type.Type)))
        {
            return;
        }

        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object: CompareMembers(place, type, found); break;
            case JsonTypeInfoKind.Enumerable: CompareInner(place + "[]", type.ElementType!, found["items"], "array", found); break;
            case JsonTypeInfoKind.Dictionary: CompareInner(place + "{}", type.ElementType!, found["additionalProperties"], "object", found); break;
            default: CompareValue(place, Nullable.GetUnderlyingType(type.Type) ?? type.Type, found); break;
        }
    }

    private void CompareMembers(string place, JsonTypeInfo type, JsonNode schema)
    {
        foreach (var member in type.Properties.Where(member => !member.IsExtensionData && (member.Get ?? (object?)member.Set) is not null))
        {
            ComparedCount++;
            if (schema["properties"]?[member.Name] is { } described)
            {
                Compare($"{place}.{member.Name}", type.Options.GetTypeInfo(member.PropertyType), described);
            }
            else
            {
                Faults.Add($"{place}.{member.Name}: the collector describes no such member");
            }
        }
    }

    private void CompareInner(string place, Type inner, JsonNode? described, string kind, JsonNode schema)
    {
        if (inner == typeof(JsonElement))
        {
            return;
        }

        // A list of anything is described without what is in it.
        if (!TypesOf(schema).Contains(kind) || described is null)
        {
            if (inner != typeof(IReadOnlyList<JsonElement>))
            {
                Faults.Add($"{place}: the collector describes no {kind}: {schema.ToJsonString()}");
            }

            return;
        }

        Compare(place, Client.Sending.ApiJson.Default.Options.GetTypeInfo(inner), described);
    }

    private void CompareValue(string place, Type type, JsonNode schema)
    {
        var types = TypesOf(schema);
        var format = (string?)schema["format"];
        var fits = type == typeof(JsonElement)
            || (type.IsEnum && NamesOf(type).ToHashSet().SetEquals((schema["enum"]?.AsArray() ?? []).Where(value => value is not null).Select(value => (string)value!)))
            || (type == typeof(string) && (types.Contains("string") || schema["enum"] is not null))
            || (type == typeof(bool) && types.Contains("boolean"))
            || (type == typeof(int) && types.Contains("integer") && format == "int32")
            || (type == typeof(long) && types.Contains("integer"))
            || ((type == typeof(double) || type == typeof(decimal)) && (types.Contains("number") || types.Contains("integer")))
            || (type == typeof(DateOnly) && types.Contains("string") && format == "date")
            || (type == typeof(DateTimeOffset) && types.Contains("string") && format == "date-time");
        if (!fits)
        {
            Faults.Add($"{place}: {type.Name} does not fit {schema.ToJsonString()}");
        }
    }

    // Those named Unknown stand for what a newer collector says.
    private static IEnumerable<string> NamesOf(Type type) => Enum.GetNames(type).Where(name => name != "Unknown").Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);

    private static List<string> TypesOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(type => (string)type!)],
        { } one => [(string)one!],
        null => [],
    };

    private (JsonNode Schema, bool IsNullable, string? Name) Resolve(JsonNode schema)
    {
        if (schema["$ref"] is { } reference)
        {
            var name = ((string)reference!).Split('/')[^1];
            return (Resolve(document["components"]!["schemas"]![name]!).Schema, false, name);
        }

        if (schema["oneOf"] is JsonArray choices)
        {
            var choice = choices.Single(choice => (string?)(choice!["type"] as JsonValue) != "null")!;
            var (found, _, name) = Resolve(choice);
            return (found, choices.Count > 1, name);
        }

        return (schema, TypesOf(schema).Contains("null"), null);
    }
}
