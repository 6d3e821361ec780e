namespace CsTelemetry.Client.Contracts;

/// <summary>Tells what a use of a feature means.</summary>
public enum FeatureKind
{
    /// <summary>One that a newer collector knows and this version does not. Never sent.</summary>
    Unknown,

    /// <summary>Each use is a value event.</summary>
    Value,

    /// <summary>Finding one's way; never a value event.</summary>
    Navigation,
}
