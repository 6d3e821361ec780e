namespace CsTelemetry.Exporting;

/// <summary>Says how far a call got: what it shows about the way to the collector.</summary>
internal enum PathFinding : byte
{
    /// <summary>A collector answered, with whatever status.</summary>
    Collector,

    /// <summary>Something answered in HTTP that is no collector, such as a proxy with a page of its own.</summary>
    Stranger,

    /// <summary>The other side does not speak this version of HTTP.</summary>
    WrongVersion,

    /// <summary>A connection came about, and ended before a whole answer.</summary>
    Broken,

    /// <summary>A connection came about or may have, and no answer came in time.</summary>
    Silent,

    /// <summary>TLS did not come about: no trust, or no version of HTTP that both speak. Which of them is not told apart everywhere.</summary>
    NoTls,

    /// <summary>No connection came about: nobody listens, no such name, a proxy that refuses.</summary>
    Unreachable,
}
