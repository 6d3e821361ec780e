namespace CsTelemetry.Exporting;

/// <summary>Says what an attempt to have a user forgotten came to.</summary>
internal enum ForgetStatus : byte
{
    /// <summary>The collector keeps the order and will carry it out.</summary>
    Taken,

    /// <summary>The same order is to be sent again later.</summary>
    Retry,

    /// <summary>The collector will never take this order, or it cannot be sent.</summary>
    Refused,
}
