using CsTelemetry.Collector.Administering;

namespace CsTelemetry.Collector.Hosting.Administration;

/// <summary>Reads the configuration as `serve` does: appsettings.json, environment variables, and the data directory that was named.</summary>
internal static class AdministrationSettings
{
    /// <exception cref="InvalidOperationException">Something is wrong; the message lists all of it.</exception>
    public static CollectorSettings Read(string data) => CollectorSettings.Read(Configuration(data));

    /// <summary>Reads it for a data directory that must be there: a mistyped one must not become a new, empty collector.</summary>
    /// <exception cref="AdministrationException">There is no such directory.</exception>
    /// <inheritdoc cref="Read"/>
    public static CollectorSettings ReadExisting(string data)
    {
        var settings = Read(data);
        return Directory.Exists(settings.DataPath())
            ? settings
            : throw AdministrationException.Usage($"There is no data directory {settings.DataPath()}. Name the collector's with --data.");
    }

    private static IConfiguration Configuration(string data) => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddJsonFile($"appsettings.{Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? "Production"}.json", optional: true)
        .AddEnvironmentVariables()
        .AddInMemoryCollection(new Dictionary<string, string?> { [$"{CollectorOptions.Section}:{nameof(CollectorOptions.DataDirectory)}"] = data })
        .Build();
}
