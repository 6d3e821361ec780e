namespace CsTelemetry.Wal.Tests.Memory;

public enum FaultKind
{
    /// <summary>The operation fails and does nothing. A failed fsync loses what it should have saved.</summary>
    Error,

    /// <summary>A write stores half of its bytes and fails; an fsync saves everything and fails all the same; anything else fails as with Error.</summary>
    ShortWrite,

    /// <summary>Whatever needs room fails for want of it; a write stores half of its bytes.</summary>
    NoSpace,

    /// <summary>This operation and all after it fail.</summary>
    PowerCut,
}
