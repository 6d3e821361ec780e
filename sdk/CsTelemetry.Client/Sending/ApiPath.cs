using System.Globalization;

namespace CsTelemetry.Client.Sending;

/// <summary>A path of the API with its query parameters. Immutable.</summary>
internal sealed class ApiPath
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> _parameters;

    public ApiPath(string path)
        : this(path, [])
    {
    }

    private ApiPath(string path, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        Path = path;
        _parameters = parameters;
    }

    /// <summary>Gets the path without the parameters.</summary>
    public string Path { get; }

    /// <summary>Makes a segment of a path from an id or a key of the tenant's own.</summary>
    /// <exception cref="ArgumentException">It is empty, or one of the two names that no URL can carry.</exception>
    public static string Segment(string value, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, parameter);
        return value is "." or ".."
            ? throw new ArgumentException($"\"{value}\" cannot be asked for by URL: it means a folder there.", parameter)
            : Uri.EscapeDataString(value);
    }

    /// <summary>Sets a parameter; null leaves the path as it is.</summary>
    public ApiPath With(string name, string? value) =>
        value is null ? this : new ApiPath(Path, [.. _parameters.Where(one => one.Key != name), new(name, value)]);

    public ApiPath With(string name, DateOnly? value) => With(name, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public ApiPath With(string name, double? value) => With(name, value?.ToString("R", CultureInfo.InvariantCulture));

    public ApiPath With(string name, DateTimeOffset? value) => With(name, value?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));

    public override string ToString() => _parameters.Count == 0
        ? Path
        : $"{Path}?{string.Join('&', _parameters.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"))}";
}
