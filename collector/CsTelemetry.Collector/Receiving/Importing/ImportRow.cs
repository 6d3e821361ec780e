using System.Text.Json.Nodes;

namespace CsTelemetry.Collector.Receiving.Importing;

/// <summary>Is one row of a file of events.</summary>
/// <param name="Number">Its number, from 1; the line of names of a CSV file is none.</param>
/// <param name="Fields">Its fields by name; null if it cannot be read.</param>
/// <param name="Fault">Why it cannot be read.</param>
internal readonly record struct ImportRow(long Number, JsonObject? Fields, string? Fault);
