namespace CsTelemetry.Adoption.Metrics;

/// <summary>Tells by what metrics are grouped. Attributes hold as of the day asked for.</summary>
public enum Dimension
{
    /// <summary>Not at all: one group.</summary>
    None,

    /// <summary>The operator's own segment of the account.</summary>
    Segment,

    /// <summary>The account's plan.</summary>
    Plan,

    /// <summary>The month in which the account began, such as <c>2026-03</c>.</summary>
    Cohort,

    /// <summary>The person's role.</summary>
    Role,

    /// <summary>The platform of the use; a person may be in several groups.</summary>
    Platform,

    /// <summary>The area of the feature that was used; a person may be in several groups.</summary>
    Area,

    /// <summary>The account's industry.</summary>
    Industry,

    /// <summary>The account's region.</summary>
    Region,

    /// <summary>The account's customer-success manager.</summary>
    Csm,

    /// <summary>The account's tags; an account may be in several groups.</summary>
    Tag,

    /// <summary>The account's size class by seats.</summary>
    Size,
}
