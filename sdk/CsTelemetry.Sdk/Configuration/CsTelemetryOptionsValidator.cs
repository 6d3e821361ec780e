using Microsoft.Extensions.Options;

namespace CsTelemetry.Configuration;

/// <summary>Checks the options at start-up for the options framework.</summary>
internal sealed class CsTelemetryOptionsValidator : IValidateOptions<CsTelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, CsTelemetryOptions options)
    {
        var faults = OptionsFaults.Find(options);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
