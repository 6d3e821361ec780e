using System.Globalization;
using System.Text.Json;
using CsTelemetry.ClickHouse.Exporting;
using CsTelemetry.Collector.Administering.BackingUp;

namespace CsTelemetry.Collector.Administering.Exporting;

/// <summary>Remembers beside the files which days are exported, with how many events: a day that has more by now is written again. One user at a time.</summary>
internal sealed class ExportRecord
{
    private const string FileName = "export.json";

    private readonly string _directory;
    private readonly Content _content;

    private ExportRecord(string directory, Content content)
    {
        (_directory, _content) = (directory, content);
    }

    /// <exception cref="AdministrationException">The directory holds something else.</exception>
    public static ExportRecord Open(string directory, string tenant, ExportFormat format)
    {
        var path = Path.Combine(directory, FileName);
        var name = format.ToString().ToLowerInvariant();
        if (!File.Exists(path))
        {
            if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
            {
                throw AdministrationException.Usage($"{directory} is not empty and holds no export to go on with. Name a new directory.");
            }

            return new ExportRecord(directory, new Content(tenant, name, []));
        }

        var content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path))!;
        return content.Tenant == tenant && content.Format == name
            ? new ExportRecord(directory, content)
            : throw AdministrationException.Usage($"{directory} holds an export of the tenant {content.Tenant} as {content.Format}. Name another directory.");
    }

    public string PathOf(DateOnly day) => Path.Combine(_directory, $"events-{KeyOf(day)}.{_content.Format}");

    public bool Has(DateOnly day, long events) => _content.Days.GetValueOrDefault(KeyOf(day), -1) == events && File.Exists(PathOf(day));

    public void Note(DateOnly day, long events)
    {
        _content.Days[KeyOf(day)] = events;
        var draft = Path.Combine(_directory, FileName + ".part");
        BackupFiles.Write(draft, JsonSerializer.SerializeToUtf8Bytes(_content));
        File.Move(draft, Path.Combine(_directory, FileName), overwrite: true);
    }

    private static string KeyOf(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private sealed record Content(string Tenant, string Format, SortedDictionary<string, long> Days);
}
