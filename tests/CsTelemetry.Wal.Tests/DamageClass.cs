namespace CsTelemetry.Wal.Tests;

/// <summary>Where in the files of a log damage falls.</summary>
public enum DamageClass
{
    /// <summary>The first 64 bytes of a segment.</summary>
    SegmentHeader,

    /// <summary>A record's length, payload checksum, sequence or header checksum.</summary>
    RecordHeader,

    /// <summary>What was appended.</summary>
    Payload,

    /// <summary>The four bytes of a payload's checksum.</summary>
    PayloadChecksum,

    /// <summary>Bytes on both sides of the border between two records.</summary>
    Boundary,

    /// <summary>The end of the newest segment: cut off, zeroed or with garbage behind it.</summary>
    Tail,

    /// <summary>The log's id file.</summary>
    Identity,

    /// <summary>The end of an older segment: cut off.</summary>
    OlderTail,
}
