using Microsoft.AspNetCore.Routing.Patterns;

namespace CsTelemetry.AspNetCore.Features;

/// <summary>Holds the features that configuration gives to routes, by path and method. Immutable.</summary>
internal sealed class ConfiguredFeatures
{
    public const string AnyMethod = "*";

    private readonly Dictionary<string, Dictionary<string, TelemetryName>> _byPath = new(StringComparer.Ordinal);

    /// <summary>Gives the features of a path by method; null when it has none.</summary>
    public IReadOnlyDictionary<string, TelemetryName>? Of(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>Reads the lines, and adds what is wrong with them to the faults.</summary>
    public static ConfiguredFeatures Read(IDictionary<string, string> lines, ICollection<string> faults)
    {
        var features = new ConfiguredFeatures();
        foreach (var (route, key) in lines)
        {
            if (features.Add(route, key) is { } fault)
            {
                faults.Add($"Features['{route}'] {fault}");
            }
        }

        return features;
    }

    private string? Add(string route, string key)
    {
        var words = route.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2 || words[1][0] != '/')
        {
            return "is not a method and a route; write it like 'GET /reports/{id}/export' or '* /reports'.";
        }

        try
        {
            var path = RoutePath.Of(words[1]);
            if (!_byPath.TryGetValue(path, out var methods))
            {
                _byPath[path] = methods = new(StringComparer.OrdinalIgnoreCase);
            }

            return methods.TryAdd(words[0], new TelemetryName(key)) ? null : "is the same route as another line.";
        }
        catch (RoutePatternException malformed)
        {
            return $"has a malformed route: {malformed.Message}";
        }
        catch (ArgumentException bad)
        {
            return $"is '{key}': {bad.Message}";
        }
    }
}
