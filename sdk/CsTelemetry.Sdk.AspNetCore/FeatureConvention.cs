namespace CsTelemetry.AspNetCore;

/// <summary>Says how endpoints get a feature that neither configuration nor an attribute gives them.</summary>
public enum FeatureConvention
{
    /// <summary>They do not.</summary>
    None,

    /// <summary>By controller and action in lower case, such as <c>reports.export</c>. Other endpoints get none.</summary>
    ControllerAction,

    /// <summary>By the fixed parts of the route in lower case, such as <c>reports.export</c> for <c>/reports/{id}/export</c>. A route without any gets none.</summary>
    Route,
}
