using System.Text.Json;

namespace CsTelemetry.Client.Contracts;

/// <summary>What a statement found: all of it, never a part.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, each a list of values in the order of the columns. 64-bit integers are strings, so that no digit is lost.</param>
/// <param name="RowCount">How many rows.</param>
public sealed record QueryAnswer(IReadOnlyList<QueryColumn> Columns, IReadOnlyList<IReadOnlyList<JsonElement>> Rows, int RowCount);
