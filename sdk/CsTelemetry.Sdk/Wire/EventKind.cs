namespace CsTelemetry.Wire;

/// <summary>Says what happened. The numbers are those of the contract.</summary>
internal enum EventKind : byte
{
    Login = 1,
    LoginFailed = 2,
    Logout = 3,
    FeatureUse = 4,
    PageView = 5,
    Error = 6,
    CustomCounter = 7,
    IdentifyUser = 8,
    AccountAttributes = 9,
    ReleaseMarker = 10,
    Outcome = 11,
}
