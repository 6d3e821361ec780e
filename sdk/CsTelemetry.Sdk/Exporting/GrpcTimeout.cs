#if NET
using System.Globalization;

namespace CsTelemetry.Exporting;

/// <summary>Writes a deadline as gRPC wants it: at most eight digits and a unit, never zero.</summary>
internal static class GrpcTimeout
{
    private const double MostDigits = 99_999_999;

    public static string Format(TimeSpan timeout)
    {
        var milliseconds = Math.Clamp(Math.Ceiling(timeout.TotalMilliseconds), 1, MostDigits);
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds:F0}m");
    }
}
#endif
