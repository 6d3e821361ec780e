using System.Text.Json.Nodes;

namespace CsTelemetry.Collector.Knowing.Importing;

/// <summary>Is one row of a file.</summary>
/// <param name="Number">Which, from 1; a line of names does not count.</param>
/// <param name="Fields">Its fields; null if it could not be read.</param>
/// <param name="Fault">Why it could not be read.</param>
internal readonly record struct ImportRow(long Number, JsonObject? Fields, ImportFault? Fault);
