using System.Text.Json;
using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Api.Knowledge;

namespace CsTelemetry.Collector.Api;

/// <summary>Reads the values of a statement from JSON.</summary>
internal static class QueryParameters
{
    public const int MaxCount = 100;

    /// <exception cref="InvalidParameterException">There are too many, or one has no form that SQL knows.</exception>
    public static ClickHouseParameters Read(IReadOnlyDictionary<string, JsonElement>? given)
    {
        if (given is { Count: > MaxCount })
        {
            throw new InvalidParameterException("parameters", $"There are {given.Count}; at most {MaxCount} can be passed.");
        }

        var parameters = new ClickHouseParameters();
        foreach (var (name, value) in given ?? new Dictionary<string, JsonElement>())
        {
            try
            {
                Add(parameters, name, value);
            }
            catch (ArgumentException exception)
            {
                throw new InvalidParameterException($"parameters.{name}", exception.Message);
            }
        }

        return parameters;
    }

    private static void Add(ClickHouseParameters parameters, string name, JsonElement value)
    {
        if (JsonTexts.FaultIn(value) is { } fault)
        {
            throw new ArgumentException(fault.Detail);
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                parameters.Add(name, value.GetString());
                break;
            case JsonValueKind.Null:
                parameters.Add(name, (string?)null);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                parameters.Add(name, value.GetBoolean());
                break;
            case JsonValueKind.Number when value.TryGetInt64(out var whole):
                parameters.Add(name, whole);
                break;
            case JsonValueKind.Number:
                parameters.Add(name, value.GetDouble());
                break;
            case JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String):
                parameters.Add(name, value.EnumerateArray().Select(item => item.GetString()!));
                break;
            case JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out _)):
                parameters.Add(name, value.EnumerateArray().Select(item => item.GetInt64()));
                break;
            default:
                throw new ArgumentException($"The value is {value.ValueKind}; it must be a string, a number, a boolean, null, or a list of strings or of whole numbers.");
        }
    }
}
