namespace CsTelemetry.Wal;

/// <summary>Tells what an inspection found in one segment file.</summary>
/// <param name="FileName">The name inside the log's directory.</param>
/// <param name="FirstSequence">The sequence of its first record, by its name.</param>
/// <param name="LastSequence">The sequence of its last intact record; <paramref name="FirstSequence"/> − 1 when it has none.</param>
/// <param name="CreatedAt">When it was begun; null when its header is damaged.</param>
/// <param name="Records">Intact records.</param>
/// <param name="FileBytes">The file's length.</param>
/// <param name="ValidBytes">The end of its last intact record.</param>
/// <param name="LostRecords">Records lost to damage, at least.</param>
/// <param name="Damage">The damaged stretches, the first 64 of them.</param>
/// <param name="Fault">What is wrong with the file as a whole; null if nothing is.</param>
public sealed record WalSegmentReport(
    string FileName,
    long FirstSequence,
    long LastSequence,
    DateTimeOffset? CreatedAt,
    long Records,
    long FileBytes,
    long ValidBytes,
    long LostRecords,
    IReadOnlyList<WalDamage> Damage,
    string? Fault)
{
    /// <summary>Gets whether everything that was acknowledged in it can be read.</summary>
    public bool IsIntact => LostRecords == 0 && Damage.Count == 0 && Fault is null;

    /// <summary>Gets the bytes behind the last intact record: a write under way, or one that a crash cut off. Nobody was told that they are kept.</summary>
    public long UnfinishedBytes => IsIntact ? FileBytes - ValidBytes : 0;
}
