namespace CsTelemetry.Collector.Administering;

/// <summary>What a line of an operation's answer says.</summary>
internal enum LineKind
{
    /// <summary>How far the work has come.</summary>
    Progress,

    /// <summary>Something worth knowing.</summary>
    Note,

    /// <summary>Something wrong that the operation was to look for.</summary>
    Fault,

    /// <summary>The last line: it has been done.</summary>
    Result,

    /// <summary>The last line: it could not be done.</summary>
    Error,
}
