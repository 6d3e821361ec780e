using Microsoft.Extensions.Configuration.Json;

namespace CsTelemetry.Collector.Hosting;

/// <summary>The files of a configuration: tells when one has changed, and reads the whole configuration afresh.</summary>
/// <remarks>
/// The providers' own reload is not used: it replaces the values of a file that is not JSON by none, before anybody can
/// look at them.
/// </remarks>
internal sealed class ConfigurationFiles(IEnumerable<IConfigurationSource> sources)
{
    private readonly List<IConfigurationSource> _sources = [.. sources.Select(Standing)];

    /// <summary>Makes a mark that differs when a file was made, changed or deleted.</summary>
    public string Mark() => string.Join('|', _sources.OfType<JsonConfigurationSource>().Select(source =>
        source.FileProvider?.GetFileInfo(source.Path!) is { Exists: true } file ? $"{file.LastModified.UtcTicks}:{file.Length}" : "none"));

    /// <summary>Reads everything again.</summary>
    /// <exception cref="InvalidDataException">A file is not JSON.</exception>
    public ConfigurationRoot Read()
    {
        var builder = new ConfigurationBuilder();
        _sources.ForEach(source => builder.Add(source));
        return (ConfigurationRoot)builder.Build();
    }

    private static IConfigurationSource Standing(IConfigurationSource source) => source switch
    {
        JsonConfigurationSource json => new JsonConfigurationSource { FileProvider = json.FileProvider, Path = json.Path!, Optional = json.Optional, ReloadOnChange = false },
        ChainedConfigurationSource chained => new ChainedConfigurationSource { Configuration = chained.Configuration!, ShouldDisposeConfiguration = false },
        _ => source,
    };
}
