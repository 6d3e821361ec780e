using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsTelemetry.Collector.Knowing.Importing;

/// <summary>Reads rows from a file with an object of JSON on each line, one at a time.</summary>
internal static class LineRows
{
    private const int MaxLineCharacters = 2 * 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <exception cref="InvalidDataException">A line is longer than any document.</exception>
    public static IEnumerable<ImportRow> Read(Stream file)
    {
        using var reader = new StreamReader(file, leaveOpen: true);
        for (var number = 1L; reader.ReadLine() is { } line; number++)
        {
            if (line.Length > MaxLineCharacters)
            {
                throw new InvalidDataException($"Row {number} has {line.Length} characters; it may have {MaxLineCharacters}. Each line is an object of its own.");
            }

            yield return Parse(number, line);
        }
    }

    private static ImportRow Parse(long number, string line)
    {
        try
        {
            return JsonNode.Parse(line, documentOptions: Strict) is JsonObject fields
                ? new ImportRow(number, fields, null)
                : new ImportRow(number, null, new ImportFault(number, "", "The line is no object of JSON."));
        }
        catch (JsonException exception)
        {
            return new ImportRow(number, null, new ImportFault(number, "", $"The line is not JSON: {exception.Message}"));
        }
    }
}
