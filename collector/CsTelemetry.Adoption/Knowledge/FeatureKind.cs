namespace CsTelemetry.Adoption.Knowledge;

/// <summary>Tells what a use of a feature means.</summary>
public enum FeatureKind
{
    /// <summary>Each use is a value event.</summary>
    Value,

    /// <summary>Finding one's way; never a value event.</summary>
    Navigation,
}
