using System.Text.Json;

namespace CsTelemetry.Client.Sending;

/// <summary>Names the values of enumerations as the collector does: in snake_case.</summary>
internal static class ApiNames
{
    /// <exception cref="ArgumentException">The value is one that only a newer collector knows.</exception>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        value.ToString() is { } name && Enum.IsDefined(value) && name != "Unknown"
            ? JsonNamingPolicy.SnakeCaseLower.ConvertName(name)
            : throw new ArgumentException($"\"{value}\" of {typeof(T).Name} cannot be sent: it stands for values that this version does not know.", nameof(value));
}
