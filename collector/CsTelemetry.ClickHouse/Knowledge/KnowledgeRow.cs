namespace CsTelemetry.ClickHouse.Knowledge;

/// <summary>Is one version of a document.</summary>
/// <param name="Key">Which document.</param>
/// <param name="Source">Who says it.</param>
/// <param name="Version">Its number: microseconds since 1970, never twice in a tenant.</param>
/// <param name="RecordedBy">The prefix of a key, `operator`, or `event`.</param>
/// <param name="IsRemoved">Whether the document was taken away; then <paramref name="Body"/> is empty.</param>
/// <param name="Body">The document as JSON, in UTF-8.</param>
public sealed record KnowledgeRow(KnowledgeKey Key, KnowledgeSource Source, long Version, string RecordedBy, bool IsRemoved, ReadOnlyMemory<byte> Body)
{
    /// <summary>Gets when it was recorded.</summary>
    public DateTimeOffset RecordedAt => MomentOf(Version);

    /// <summary>Tells the moment that a version stands for.</summary>
    public static DateTimeOffset MomentOf(long version) => DateTimeOffset.UnixEpoch.AddMicroseconds(version);

    /// <summary>Tells the greatest version that was known at a moment.</summary>
    public static long VersionAt(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
