using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsTelemetry.Client.Sending;

/// <summary>Reads an enumeration by its names in snake_case; what a newer collector says becomes its first value, Unknown. Thread-safe.</summary>
internal sealed class OpenEnumConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private readonly Dictionary<string, T> _values = Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), StringComparer.Ordinal);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return _values.GetValueOrDefault(reader.GetString()!);
        }

        reader.Skip();
        return default;
    }

    // A document with a value that is not known here would lose it by being written back.
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(ApiNames.Of(value));
}
