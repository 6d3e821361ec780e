using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Where the configuration comes from, the later before the earlier: appsettings.json, the environment, what was given, and tenants.json of the data directory.</summary>
internal static class CollectorConfiguration
{
    public const string TenantFileName = "tenants.json";

    /// <summary>Reads the settings with those of the data directory that they name.</summary>
    /// <param name="configuration">The configuration without the data directory's part, which is added to it.</param>
    /// <exception cref="InvalidOperationException">Something is wrong; the message lists all of it.</exception>
    /// <exception cref="InvalidDataException">A file is not JSON.</exception>
    public static CollectorSettings Complete(IConfigurationManager configuration)
    {
        var directory = CollectorSettings.Read(configuration).DataPath();
        Directory.CreateDirectory(directory);
        configuration.AddJsonFile(Path.Combine(directory, TenantFileName), optional: true, reloadOnChange: false);
        return CollectorSettings.Read(configuration);
    }

    /// <summary>Reads what is in force about tenants, for a command that runs beside the collector.</summary>
    /// <param name="data">The data directory.</param>
    /// <exception cref="InvalidOperationException">Something is wrong; the message lists all of it.</exception>
    public static TenantsOptions Tenants(string data) => CollectorSettings.Read(new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .AddInMemoryCollection([new("Collector:DataDirectory", data)])
        .AddJsonFile(Path.GetFullPath(Path.Combine(data, TenantFileName)), optional: true)
        .Build()).Tenants;
}
