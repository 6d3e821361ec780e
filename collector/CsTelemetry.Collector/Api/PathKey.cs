using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Features;

namespace CsTelemetry.Collector.Api;

/// <summary>
/// Reads ids and keys in paths, whatever they hold. The server decodes a path but for slashes, after which `%2F` may have been a slash or those three letters; so
/// what is routed is the path as it was sent, decoded but for slashes and percent signs, and these are decoded here: each escape exactly once.
/// </summary>
internal static partial class PathKey
{
    private const string Root = "/v1/";
    private const string Percent = "%25";
    private const string Slash = "%2F";

    /// <summary>Puts the unambiguous path in place, before anything is routed by it.</summary>
    public static void UsePathKeys(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Features.Get<IHttpRequestFeature>() is { RawTarget: { } target } request && target.StartsWith(Root, StringComparison.Ordinal) && Routed(target) is { } path)
        {
            request.Path = path;
        }

        return next(http);
    });

    /// <summary>Decodes a path as it was sent, but for slashes and percent signs; null when it has no escapes, or leads elsewhere by dots.</summary>
    /// <param name="target">The request's target, with its query or without.</param>
    public static string? Routed(string target)
    {
        var sent = target.Split('?', 2)[0];
        if (!sent.Contains('%', StringComparison.Ordinal))
        {
            return null;
        }

        // A percent sign that begins no escape is one.
        var whole = LonePercent().Replace(sent, Percent);
        var path = string.Join(Percent, whole.Split(Percent).Select(part => string.Join(Slash, EscapedSlash().Split(part).Select(Uri.UnescapeDataString))));
        return path.Split('/').Any(segment => segment is "." or "..") ? null : path;
    }

    /// <summary>Reads a key in a routed path.</summary>
    public static string Read(string segment) => Left().Replace(segment, escape => escape.ValueSpan[2] == '5' ? "%" : "/");

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})", RegexOptions.CultureInvariant)]
    private static partial Regex LonePercent();

    [GeneratedRegex("%2[Ff]", RegexOptions.CultureInvariant)]
    private static partial Regex EscapedSlash();

    [GeneratedRegex("%2[5Ff]", RegexOptions.CultureInvariant)]
    private static partial Regex Left();
}
