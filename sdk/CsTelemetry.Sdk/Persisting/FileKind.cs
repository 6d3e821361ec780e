namespace CsTelemetry.Persisting;

/// <summary>Says what a file in the directory is.</summary>
internal enum FileKind : byte
{
    None,
    Batch,

    /// <summary>A batch that was still being written.</summary>
    Temporary,

    /// <summary>Held by the client it is named after, for as long as that lives.</summary>
    Lock,

    /// <summary>Says that consent was withdrawn: the owner's batches are to be deleted, whoever finds them.</summary>
    Purge,
}
