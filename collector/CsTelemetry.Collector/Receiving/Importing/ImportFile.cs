using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsTelemetry.Collector.Administering;
using CsvHelper;

namespace CsTelemetry.Collector.Receiving.Importing;

/// <summary>Reads the rows of a file of events, in bounded memory: an object of JSON a line, or comma-separated values with a line of names.</summary>
internal static class ImportFile
{
    /// <param name="path">The file; its ending, .ndjson, .jsonl or .csv, tells the form.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static IAsyncEnumerable<ImportRow> ReadAsync(string path, CancellationToken cancellationToken) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".ndjson" or ".jsonl" => ReadLinesAsync(path, cancellationToken),
        ".csv" => ReadCsv(path).ToAsyncEnumerable(),
        var other => throw AdministrationException.Usage($"{path} ends in \"{other}\"; a file to import ends in .ndjson, .jsonl or .csv."),
    };

    private static async IAsyncEnumerable<ImportRow> ReadLinesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            yield return Parse(++number, line);
        }
    }

    private static ImportRow Parse(long number, string line)
    {
        try
        {
            return JsonNode.Parse(line) is JsonObject fields ? new ImportRow(number, fields, null) : new ImportRow(number, null, "the line is no object of JSON");
        }
        catch (JsonException exception)
        {
            return new ImportRow(number, null, $"the line is not JSON: {exception.Message}");
        }
    }

    private static IEnumerable<ImportRow> ReadCsv(string path)
    {
        using var bytes = File.OpenRead(path);
        using var csv = CsvReader.Create(bytes, new CsvReaderOptions(), leaveOpen: true);
        string[] names = [.. csv.Headers];
        for (var number = 1L; Advance(csv); number++)
        {
            yield return csv.FieldCount == names.Length
                ? new ImportRow(number, Name(names, csv), null)
                : new ImportRow(number, null, $"the row has {csv.FieldCount} values; the line of names has {names.Length}");
        }
    }

    private static bool Advance(CsvReader csv)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException exception)
        {
            throw new AdministrationException($"The file is no CSV from here on: {exception.Message}");
        }
    }

    private static JsonObject Name(string[] names, CsvReader csv)
    {
        var fields = new JsonObject();
        for (var i = 0; i < names.Length; i++)
        {
            fields[names[i]] = csv.GetString(i);
        }

        return fields;
    }
}
