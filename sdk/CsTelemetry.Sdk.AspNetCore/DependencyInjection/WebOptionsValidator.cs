using System.Globalization;
using CsTelemetry.AspNetCore.Features;
using Microsoft.Extensions.Options;

namespace CsTelemetry.AspNetCore.DependencyInjection;

/// <summary>Finds every fault of the web options at start-up, each with the name, the value and the limit.</summary>
internal sealed class WebOptionsValidator : IValidateOptions<CsTelemetryWebOptions>
{
    private static readonly TimeSpan LeastWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostWindow = TimeSpan.FromDays(7);

    public ValidateOptionsResult Validate(string? name, CsTelemetryWebOptions options)
    {
        var faults = new List<string>();
        if (options.TokenSessionWindow < LeastWindow || options.TokenSessionWindow > MostWindow)
        {
            faults.Add($"TokenSessionWindow is {options.TokenSessionWindow:c}; it must be {LeastWindow:c} to {MostWindow:c}.");
        }

        if (options.MaxRemembered is < 100 or > 1_000_000)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"MaxRemembered is {options.MaxRemembered}; it must be 100 to 1000000."));
        }

        if (!Enum.IsDefined(options.FeatureConvention))
        {
            faults.Add($"FeatureConvention is {options.FeatureConvention}; it must be None, ControllerAction or Route.");
        }

        if (!Enum.IsDefined(options.Platform))
        {
            faults.Add($"Platform is {options.Platform}; it must be one of the known ones.");
        }

        if (options.DefaultAccountId is { Length: 0 or > 256 })
        {
            faults.Add("DefaultAccountId is empty or longer than 256 characters; leave it null or name an account.");
        }

        ConfiguredFeatures.Read(options.Features, faults);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
