namespace CsTelemetry.AspNetCore;

/// <summary>
/// Says which feature an endpoint is: an action, a controller (for all of its actions), a Razor page's model, or the
/// delegate of a minimal API. An action's comes before its controller's. Immutable.
/// </summary>
/// <param name="key">The feature's key, such as <c>reports.export</c>; 1 to 256 bytes of UTF-8.</param>
/// <exception cref="ArgumentException"><paramref name="key"/> is empty or too long.</exception>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class FeatureAttribute(string key) : Attribute
{
    /// <summary>Gets the feature's key.</summary>
    public string Key => Name.Text;

    internal TelemetryName Name { get; } = new(key);
}
