namespace CsTelemetry.Wal.Segments;

/// <summary>Tells what a scanner came upon.</summary>
internal enum ScanKind
{
    /// <summary>Nothing before the end it was given.</summary>
    End,

    /// <summary>An intact record.</summary>
    Record,

    /// <summary>Bytes that are no record, up to the next record or the end.</summary>
    Damage,
}
