namespace CsTelemetry.Compatibility;

/// <summary>Adds what later runtimes know about numbers and times.</summary>
internal static class NumberExtensions
{
    extension(double)
    {
        public static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
    }

    extension(Math)
    {
        public static double Clamp(double value, double least, double most) => Math.Max(least, Math.Min(most, value));
    }

    extension(BitConverter)
    {
        public static ulong DoubleToUInt64Bits(double value) => (ulong)BitConverter.DoubleToInt64Bits(value);
    }

    extension(TimeSpan)
    {
        public static TimeSpan operator *(TimeSpan span, double factor) => TimeSpan.FromTicks((long)(span.Ticks * factor));
    }
}
