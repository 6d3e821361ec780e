namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>Knows the IANA time zones that this machine has.</summary>
internal static class ZoneNames
{
    // No IANA name is longer; what is longer is not looked for in the machine's files.
    private const int MaxLength = 60;

    public static bool IsKnown(string zone) =>
        zone.Length is > 0 and <= MaxLength
        && zone.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '_' or '-' or '+')
        && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
        && (found.HasIanaId || zone == "UTC");
}
