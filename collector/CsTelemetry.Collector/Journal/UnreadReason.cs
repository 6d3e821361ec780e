namespace CsTelemetry.Collector.Journal;

/// <summary>Why a whole record of the log was passed over.</summary>
internal enum UnreadReason
{
    /// <summary>Its version or its kind is not known here: a newer collector wrote it.</summary>
    Newer,

    /// <summary>Its version and kind are known, and what follows them is not as it must be.</summary>
    Broken,
}
