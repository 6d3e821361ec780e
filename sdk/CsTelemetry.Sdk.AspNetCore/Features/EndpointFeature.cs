namespace CsTelemetry.AspNetCore.Features;

/// <summary>Knows which feature an endpoint is, by method. Immutable.</summary>
internal sealed class EndpointFeature(IReadOnlyDictionary<string, TelemetryName>? configured, TelemetryName? own)
{
    public static EndpointFeature None { get; } = new(null, null);

    public TelemetryName? For(string method) =>
        configured is not null && (configured.TryGetValue(method, out var name) || configured.TryGetValue(ConfiguredFeatures.AnyMethod, out name)) ? name : own;
}
