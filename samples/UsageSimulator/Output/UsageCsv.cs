using System.IO.Compression;
using CsvHelper;

namespace UsageSimulator.Output;

/// <summary>Writes events as CSV: UTF-8, lines that end in a line feed, ISO 8601 times with offset.</summary>
internal static class UsageCsv
{
    /// <summary>The name of the made-up product, which stands in every line.</summary>
    public const string Product = "planboard";

    private static readonly string[] Columns = ["occurred_at", "product", "account_id", "user_id", "feature", "quantity"];

    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };

    /// <summary>Writes events to a stream and leaves it open.</summary>
    public static void Write(IEnumerable<UsageEvent> events, Stream output)
    {
        using var csv = CsvWriter.Create(output, Options, leaveOpen: true);
        csv.WriteRecord(Columns);
        foreach (var use in events)
        {
            csv.WriteField(use.OccurredAt, "yyyy-MM-dd'T'HH:mm:sszzz");
            csv.WriteField(Product);
            csv.WriteField(use.AccountId);
            csv.WriteField(use.UserId);
            csv.WriteField(use.Feature);
            csv.WriteField(use.Quantity);
            csv.EndRecord();
        }
    }

    /// <summary>Writes events to a file, compressed when its name ends in <c>.gz</c>; the folder must exist.</summary>
    public static void WriteFile(IEnumerable<UsageEvent> events, string path)
    {
        using var file = File.Create(path);
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            Write(events, file);
            return;
        }

        using var compressed = new GZipStream(file, CompressionLevel.Optimal);
        Write(events, compressed);
    }
}
