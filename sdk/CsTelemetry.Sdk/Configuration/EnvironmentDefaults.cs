using System.Globalization;

namespace CsTelemetry.Configuration;

/// <summary>
/// Takes defaults from environment variables, beneath what code and configuration set. What cannot be read becomes a
/// value that the check of the options refuses: a misspelt variable is told, not passed over. Pure.
/// </summary>
internal static class EnvironmentDefaults
{
    private const string Prefix = "CSTELEMETRY_";

    /// <param name="options">The options.</param>
    /// <param name="lookup">Finds a variable by name; null or empty when it is not set.</param>
    public static void Apply(CsTelemetryOptions options, Func<string, string?> lookup)
    {
        With(lookup, "ENDPOINT", value => options.Endpoint = Address(value));
        With(lookup, "HTTP_ENDPOINT", value => options.HttpEndpoint = Address(value));
        With(lookup, "API_KEY", value => options.ApiKey = value);
        With(lookup, "APPLICATION", value => options.Application = value);
        With(lookup, "APPLICATION_VERSION", value => options.ApplicationVersion = value);
        With(lookup, "ENVIRONMENT", value => options.Environment = value);
        With(lookup, "TRANSPORT", value => options.Transport = Choice<TelemetryTransport>(value));
        With(lookup, "COMPRESSION", value => options.Compression = Choice<TelemetryCompression>(value));
        With(lookup, "DISK_DIRECTORY", value => options.DiskDirectory = value);
        With(lookup, "CONSENT", value => options.Consent = Choice<ConsentState>(value));
        With(lookup, "USER_ID_HASH_KEY", value => options.UserIdHashKey = value);
    }

    private static void With(Func<string, string?> lookup, string name, Action<string> set)
    {
        if (lookup(Prefix + name) is { Length: > 0 } value)
        {
            set(value);
        }
    }

    // What is no address at all is kept as a relative one, which is refused with its text.
    private static Uri Address(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) ? address
        : new Uri(Uri.EscapeDataString(value), UriKind.Relative);

    // By name only: a number would pass for a choice that does not exist.
    private static T Choice<T>(string value)
        where T : struct, Enum =>
        Enum.TryParse<T>(value, ignoreCase: true, out var choice) && !int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            ? choice
            : (T)Enum.ToObject(typeof(T), -1);
}
