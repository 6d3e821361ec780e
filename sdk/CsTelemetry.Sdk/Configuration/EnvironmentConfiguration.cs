using Microsoft.Extensions.Options;

namespace CsTelemetry.Configuration;

/// <summary>Applies the environment's defaults for the options framework.</summary>
internal sealed class EnvironmentConfiguration(Func<string, string?> lookup) : IConfigureOptions<CsTelemetryOptions>
{
    public void Configure(CsTelemetryOptions options) => EnvironmentDefaults.Apply(options, lookup);
}
