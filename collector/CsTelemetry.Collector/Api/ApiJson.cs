using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsTelemetry.Collector.Api;

/// <summary>How the API writes JSON: snake_case names and enum values, nulls written out (a null is an answer, not an omission).</summary>
internal static class ApiJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }
}
