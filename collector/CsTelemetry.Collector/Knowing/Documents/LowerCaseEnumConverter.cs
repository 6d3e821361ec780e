using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>Writes and reads an enumeration by its names in snake_case, never by numbers.</summary>
internal sealed class LowerCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
