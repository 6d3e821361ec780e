namespace CsTelemetry.Collector.Administering.BackingUp;

/// <summary>Tells which files of a data directory belong to a backup: all that the collector itself keeps, and not the store's.</summary>
internal static class DataFiles
{
    public const string Folder = "data";

    private static readonly string[] NotCopied = ["clickhouse", ".admin"];

    /// <summary>Lists them by their paths in the data directory.</summary>
    public static IEnumerable<string> Of(DataFolder data) =>
        new DirectoryInfo(data.Path).EnumerateFileSystemInfos()
            .Where(entry => !NotCopied.Contains(entry.Name))
            .SelectMany(entry => entry is DirectoryInfo folder ? folder.EnumerateFiles("*", SearchOption.AllDirectories) : [(FileInfo)entry])
            .Where(IsKept)
            .Select(file => Path.GetRelativePath(data.Path, file.FullName).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    // Locks and the disk reserve are made anew; drafts are nothing yet.
    private static bool IsKept(FileInfo file) =>
        file.Name != DataFolder.SocketName
        && file.Extension is not (".lock" or ".tmp" or ".reserve" or ".plan")
        && (file.Attributes & (FileAttributes.Directory | FileAttributes.Device)) == 0;
}
