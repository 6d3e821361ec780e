namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>Finds libchdb.so: the option, the environment, beside the program, or the npm folder of the repository.</summary>
internal static class LibraryLocator
{
    internal const string EnvironmentName = "CSTELEMETRY_LIBCHDB";
    internal const string FileName = "libchdb.so";
    private const string HostFolder = "collector/CsTelemetry.ClickHouse.Embedded";
    private const string InstalledFile = HostFolder + "/node_modules/@chdb/lib-linux-x64-gnu/" + FileName;

    /// <summary>Answers the first place that has the file. A place that was named must have it.</summary>
    /// <exception cref="EmbeddedClickHouseException">No place has it; the message lists all and says how to install it.</exception>
    internal static string Find(string? option, string? environment, string programDirectory)
    {
        var places = Places(option, environment, programDirectory).ToList();
        return places.Find(File.Exists) ?? throw new EmbeddedClickHouseException(
            $"libchdb, the embedded ClickHouse, was not found. Looked at:{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", places)}{Environment.NewLine}"
            + $"Install it with `npm ci --ignore-scripts` in the folder {HostFolder} (Linux x64, 170 MB), name the file in LibraryPath or {EnvironmentName}, or point ClickHouse:Url at a server.");
    }

    private static IEnumerable<string> Places(string? option, string? environment, string programDirectory)
    {
        if (!string.IsNullOrEmpty(option))
        {
            return [Path.GetFullPath(option)];
        }

        if (!string.IsNullOrEmpty(environment))
        {
            return [Path.GetFullPath(environment)];
        }

        return [Path.Combine(programDirectory, FileName), .. Parents(programDirectory).Select(parent => Path.Combine(parent, InstalledFile))];
    }

    private static IEnumerable<string> Parents(string directory)
    {
        for (var parent = new DirectoryInfo(directory).Parent; parent is not null; parent = parent.Parent)
        {
            yield return parent.FullName;
        }
    }
}
