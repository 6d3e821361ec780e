using System.Globalization;
using System.IO.Compression;
using CsTelemetry.Adoption.Tests.Oracle;

namespace CsTelemetry.Adoption.Tests.RealLog;

/// <summary>Finds and reads the real usage log, which is not part of the repository.</summary>
internal static class RealLogFile
{
    private const string RelativePath = "shared/data/nova-usage.csv.gz";

    /// <summary>Looks in a folder named shared beside the repository, and beside each folder above it.</summary>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, RelativePath);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>Reads all events. Their day is the UTC day: the log names no time zone of its accounts.</summary>
    public static List<RawEvent> Read()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Find()!), CompressionMode.Decompress));
        Assert.Equal("occurred_at,product,account_id,user_id,feature,quantity", reader.ReadLine());
        var events = new List<RawEvent>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            Assert.Equal(6, fields.Length);
            var at = DateTimeOffset.Parse(fields[0], CultureInfo.InvariantCulture);
            events.Add(new RawEvent(fields[2], fields[3], fields[4], DateOnly.FromDateTime(at.UtcDateTime)));
        }

        return events;
    }
}
