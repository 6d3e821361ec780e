using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;

namespace CsTelemetry.Collector.Knowing.Importing;

/// <summary>Reads rows from comma-separated values with a line of names, one at a time.</summary>
internal static class CsvRows
{
    private const char ByteOrderMark = '\uFEFF';

    /// <exception cref="InvalidDataException">It is no CSV, or a column has no meaning here.</exception>
    public static IEnumerable<ImportRow> Read(ImportForm form, Stream file)
    {
        using var csv = CsvReader.Create(file, new CsvReaderOptions(), leaveOpen: true);
        var names = Names(csv);
        CheckNames(form, names);
        for (var number = 1L; Advance(csv, number); number++)
        {
            yield return csv.FieldCount == names.Length
                ? ReadRow(form, names, csv, number)
                : Failed(number, "", $"The row has {csv.FieldCount} values; the line of names has {names.Length}.");
        }
    }

    private static string[] Names(CsvReader csv)
    {
        try
        {
            return [.. csv.Headers.Select(name => name.Trim().TrimStart(ByteOrderMark))];
        }
        catch (CsvFormatException exception)
        {
            throw new InvalidDataException($"The line of names is no CSV: {exception.Message}", exception);
        }
    }

    private static void CheckNames(ImportForm form, string[] names)
    {
        var unknown = names.Where(name => !form.Ids.Contains(name) && !form.Columns.ContainsKey(name) && !IsExternalId(form, name)).ToList();
        if (unknown.Count > 0)
        {
            throw new InvalidDataException($"The column \"{unknown[0]}\" has no meaning among {form.Name}; there are {string.Join(", ", form.Ids.Concat(form.Columns.Keys))}.");
        }

        if (form.Ids.FirstOrDefault(id => !names.Contains(id)) is { } missing)
        {
            throw new InvalidDataException($"The column \"{missing}\" is missing; it names what a row is about.");
        }

        if (names.CountBy(name => name).FirstOrDefault(name => name.Value > 1) is { Key: { } twice })
        {
            throw new InvalidDataException($"The column \"{twice}\" is there twice.");
        }
    }

    private static bool Advance(CsvReader csv, long number)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException exception)
        {
            throw new InvalidDataException($"The file is no CSV from row {number} on: {exception.Message}", exception);
        }
    }

    private static ImportRow ReadRow(ImportForm form, string[] names, CsvReader csv, long number)
    {
        var fields = new JsonObject();
        for (var i = 0; i < names.Length; i++)
        {
            var (name, text) = (names[i], csv.GetString(i));
            if (IsExternalId(form, name))
            {
                ExternalIds(fields)[name[ImportForm.ExternalIdPrefix.Length..]] = text.Length == 0 ? null : text;
            }
            else if (!TryRead(form.Columns.GetValueOrDefault(name), text, out var value))
            {
                return Failed(number, name, $"\"{text}\" is no {(form.Columns[name] == ImportValue.Number ? "number; write it with a point" : "true or false")}.");
            }
            else
            {
                fields[name] = value;
            }
        }

        return new ImportRow(number, fields, null);
    }

    private static bool TryRead(ImportValue form, string text, out JsonNode? value)
    {
        value = null;
        if (text.Length == 0)
        {
            return true;
        }

        switch (form)
        {
            case ImportValue.Number:
                var isNumber = decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
                value = number;
                return isNumber;
            case ImportValue.Flag:
                var isFlag = bool.TryParse(text, out var flag);
                value = flag;
                return isFlag;
            case ImportValue.Texts:
                value = new JsonArray([.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(each => (JsonNode)each)]);
                return true;
            default:
                value = text;
                return true;
        }
    }

    private static JsonObject ExternalIds(JsonObject fields)
    {
        if (fields["external_ids"] is not JsonObject ids)
        {
            fields["external_ids"] = ids = [];
        }

        return ids;
    }

    private static bool IsExternalId(ImportForm form, string name) => form.Name == "accounts" && name.StartsWith(ImportForm.ExternalIdPrefix, StringComparison.Ordinal);

    private static ImportRow Failed(long number, string field, string message) => new(number, null, new ImportFault(number, field, message));
}
