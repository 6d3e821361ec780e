namespace CsTelemetry.ClickHouse;

/// <summary>Reads a server's version and refuses those that lack what the schema and the inserts need.</summary>
internal static class ServerVersion
{
    /// <summary>The oldest server with every setting that the inserts pin.</summary>
    internal static readonly Version Oldest = new(24, 8);

    internal static Version Parse(string text)
    {
        // Builds carry suffixes: 24.8.4.13-lts, 26.7.2.1.
        if (!Version.TryParse(text.Split('-', 2)[0], out var version))
        {
            throw new NotSupportedException($"The server says its version is '{text}', which is not a ClickHouse version.");
        }

        return version >= Oldest
            ? version
            : throw new NotSupportedException($"ClickHouse {text} is too old: {Oldest} or newer is needed. Upgrade the server, or use the embedded one.");
    }
}
