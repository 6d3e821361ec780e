using System.Security;

namespace CsTelemetry.Persisting;

/// <summary>Tells the failures of a disk, which are expected, from bugs.</summary>
internal static class DiskTrouble
{
    public static bool Is(Exception failure) => failure is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException;
}
