using System.Text.Json;

namespace CsTelemetry.Client.Contracts;

/// <summary>A statement over the documented views.</summary>
/// <param name="Sql">One SELECT.</param>
/// <param name="Parameters">The values of `{name:Type}`.</param>
internal sealed record QueryRequest(string Sql, IReadOnlyDictionary<string, JsonElement>? Parameters);
