using System.Globalization;
using System.IO.Compression;
using CsvHelper;

namespace UsageReplay;

/// <summary>Reads a usage log line by line; a log of any length takes the same memory. Checks what it reads.</summary>
internal sealed class UsageLog(FileInfo file)
{
    private static readonly string[] Columns = ["occurred_at", "product", "account_id", "user_id", "feature", "quantity"];

    private static readonly CsvReaderOptions Format = new()
    {
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        TrackLineNumbers = true,
    };

    public string Name => file.Name;

    /// <summary>Reads the rows in the order of the file.</summary>
    /// <exception cref="UsageLogException">A line is not as it should be, or earlier than the day of the line before.</exception>
    public IEnumerable<UsageRow> Read()
    {
        using var bytes = file.OpenRead();
        using var plain = file.Extension.Equals(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(bytes, CompressionMode.Decompress) : (Stream)bytes;
        using var csv = CsvReader.Create(plain, Format, leaveOpen: true);
        if (!Columns.All(column => csv.TryGetFieldIndex(column, out _)))
        {
            throw new UsageLogException($"{file.Name} does not start with the columns {string.Join(',', Columns)}.");
        }

        var day = DateOnly.MinValue;
        while (Advance(csv))
        {
            var row = Parse(csv);
            if (row.Day < day)
            {
                throw Fault(csv, string.Create(CultureInfo.InvariantCulture, $"is of {row.Day:yyyy-MM-dd}, after lines of {day:yyyy-MM-dd}; sort the log by time"));
            }

            day = row.Day;
            yield return row;
        }
    }

    private bool Advance(CsvReader csv)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException fault)
        {
            throw new UsageLogException($"{file.Name}: {fault.Message}");
        }
        catch (InvalidDataException fault)
        {
            throw new UsageLogException($"{file.Name} is not the gzip file that its name says: {fault.Message}");
        }
    }

    private UsageRow Parse(CsvReader csv)
    {
        var time = csv.GetString("occurred_at");
        if (!DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var occurredAt))
        {
            throw Fault(csv, $"has occurred_at '{time}', which is not an RFC 3339 time");
        }

        var number = csv.GetString("quantity");
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity))
        {
            throw Fault(csv, $"has quantity '{number}', which is not a whole number of 0 or more");
        }

        return new(occurredAt, Text(csv, "account_id"), Text(csv, "user_id"), Text(csv, "feature"), quantity);
    }

    private string Text(CsvReader csv, string column) =>
        csv.GetString(column) is { Length: > 0 } text ? text : throw Fault(csv, $"has no {column}");

    private UsageLogException Fault(CsvReader csv, string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{file.Name}, line {csv.LineNumber}: the line {problem}."));
}
