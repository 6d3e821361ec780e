namespace CsTelemetry.Collector.Events;

/// <summary>What happened. The numbers are those of the contract and of the store; never renumber one.</summary>
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
