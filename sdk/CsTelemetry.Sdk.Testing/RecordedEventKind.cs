namespace CsTelemetry.Testing;

/// <summary>Says what happened. The numbers are those of the contract.</summary>
public enum RecordedEventKind
{
    /// <summary>A user signed in.</summary>
    Login = 1,

    /// <summary>A sign-in failed.</summary>
    LoginFailed = 2,

    /// <summary>A user signed out.</summary>
    Logout = 3,

    /// <summary>A feature was used.</summary>
    FeatureUse = 4,

    /// <summary>A page was seen.</summary>
    PageView = 5,

    /// <summary>Something failed for the user.</summary>
    Error = 6,

    /// <summary>A number of the app's own, also the exposures of a feature flag.</summary>
    CustomCounter = 7,

    /// <summary>It was said who a user is.</summary>
    IdentifyUser = 8,

    /// <summary>It was said what an account is.</summary>
    AccountAttributes = 9,

    /// <summary>A release went live.</summary>
    ReleaseMarker = 10,

    /// <summary>The customer reached an outcome.</summary>
    Outcome = 11,
}
