using System.Globalization;
using System.Text.Json;

namespace CsTelemetry.Client.Sending;

/// <summary>Writes the values of a statement's parameters as JSON, without reflection. Pure.</summary>
internal static class QueryValues
{
    /// <exception cref="ArgumentException">A value is of a type that cannot be passed.</exception>
    public static IReadOnlyDictionary<string, JsonElement>? Of(IReadOnlyDictionary<string, object>? parameters) =>
        parameters?.ToDictionary(parameter => parameter.Key, parameter => Element(writer => Write(writer, parameter.Key, parameter.Value)), StringComparer.Ordinal);

    private static JsonElement Element(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            write(writer);
        }

        using var document = JsonDocument.Parse(bytes.ToArray());
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case string text: writer.WriteStringValue(text); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case DateOnly day: writer.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case IEnumerable<string> texts: WriteList(writer, texts, writer.WriteStringValue); break;
            case IEnumerable<int> numbers: WriteList(writer, numbers, writer.WriteNumberValue); break;
            case IEnumerable<long> numbers: WriteList(writer, numbers, writer.WriteNumberValue); break;
            default:
                throw new ArgumentException(
                    $"The parameter \"{name}\" is {value?.GetType().Name ?? "null"} {value}; it must be a string, bool, int, long, finite double, decimal, DateOnly, or a list of strings or whole numbers.");
        }
    }

    private static void WriteList<T>(Utf8JsonWriter writer, IEnumerable<T> values, Action<T> write)
    {
        writer.WriteStartArray();
        foreach (var value in values)
        {
            write(value);
        }

        writer.WriteEndArray();
    }
}
