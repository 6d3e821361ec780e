namespace CsTelemetry.Wire;

/// <summary>Holds what the contract asks of events: limits, and the fields each kind needs.</summary>
internal static class EventRules
{
    public const int MaxStringBytes = 256;
    public const int MaxPropertyTextBytes = 1024;
    public const int MaxPropertyCount = 32;

    /// <summary>What one property takes at most: key and text at their limits, and the tags and lengths around them.</summary>
    public const int MaxPropertyBytes = MaxStringBytes + MaxPropertyTextBytes + 16;

    public static RequiredFields Required(EventKind kind) => kind switch
    {
        EventKind.FeatureUse => RequiredFields.Feature | RequiredFields.Account | RequiredFields.User,
        EventKind.Login or EventKind.Logout or EventKind.IdentifyUser => RequiredFields.Account | RequiredFields.User,
        EventKind.LoginFailed or EventKind.AccountAttributes => RequiredFields.Account,
        EventKind.ReleaseMarker => RequiredFields.Feature,
        _ => RequiredFields.Feature | RequiredFields.Account,
    };
}
