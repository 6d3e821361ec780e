using CsTelemetry.AspNetCore;

// Where every app looks for its With methods.
#pragma warning disable IDE0130
namespace Microsoft.AspNetCore.Builder;
#pragma warning restore IDE0130

/// <summary>Names the features of endpoints where they are mapped.</summary>
public static class FeatureEndpointConventionBuilderExtensions
{
    /// <summary>Says which feature the endpoint is, or all endpoints of a group are; the nearest one counts.</summary>
    /// <typeparam name="TBuilder">The kind of builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="key">The feature's key, such as <c>reports.export</c>; 1 to 256 bytes of UTF-8.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty or too long.</exception>
    public static TBuilder WithFeature<TBuilder>(this TBuilder builder, string key)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new FeatureAttribute(key));
}
