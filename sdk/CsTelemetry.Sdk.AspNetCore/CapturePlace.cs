namespace CsTelemetry.AspNetCore;

/// <summary>Names where capturing can fail.</summary>
internal enum CapturePlace
{
    IdentityResolver,
    ConsentResolver,
    UsePredicate,
    FeatureMapping,
    Authentication,
    Circuit,
}
