namespace CsTelemetry.Collector.Hosting;

/// <summary>The configuration section `Collector:Cors`: which web pages may post events from a browser.</summary>
internal sealed class CorsOptions
{
    public const int MaxOriginCount = 1000;

    /// <summary>
    /// Gets or sets the origins, such as `https://app.example.com`: scheme, host and port, nothing else. Default none: no
    /// page may. A key in a page is public: give it the scope `ingest` and no other.
    /// </summary>
    public IList<string> Origins { get; set; } = [];

    public IEnumerable<string> Faults()
    {
        if (Origins.Count > MaxOriginCount)
        {
            yield return $"Collector:Cors:Origins has {Origins.Count} entries; it may have {MaxOriginCount}.";
        }

        for (var i = 0; i < Origins.Count; i++)
        {
            if (!IsOrigin(Origins[i]))
            {
                yield return $"Collector:Cors:Origins:{i} is \"{Origins[i]}\"; it must be an origin as browsers send it, such as https://app.example.com: no path, no *, no default port.";
            }
        }
    }

    // What a browser sends is the address's normal form without the slash; anything else would never match.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase)
        && uri.UserInfo.Length == 0;
}
