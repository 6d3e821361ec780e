using System.Text.Json;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>A statement over the documented views.</summary>
/// <param name="Sql">One SELECT in ClickHouse's SQL, at most 64 KiB, without FORMAT. Values are better passed as parameters: `{name:Type}`.</param>
/// <param name="Parameters">The values of `{name:Type}`: strings, numbers, booleans, or lists of strings or whole numbers. At most 100.</param>
internal sealed record QueryRequest(string Sql, Dictionary<string, JsonElement>? Parameters = null);
