using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing;

/// <summary>Holds the newest version of a document, of each source. Immutable.</summary>
/// <param name="Told">What was told; null if nothing ever was.</param>
/// <param name="Events">What events say; null if they say nothing.</param>
internal sealed record KnowledgeEntry(KnowledgeRow? Told, KnowledgeRow? Events)
{
    public static KnowledgeEntry Nothing { get; } = new(null, null);

    /// <summary>Gets what was told and not removed.</summary>
    public KnowledgeRow? Standing => Told is { IsRemoved: false } ? Told : null;

    /// <summary>Gets what events say.</summary>
    public KnowledgeRow? Said => Events is { IsRemoved: false } ? Events : null;

    public bool IsEmpty => Standing is null && Said is null;

    public long Bytes => (Standing?.Body.Length ?? 0) + (Said?.Body.Length ?? 0);

    /// <summary>Returns the entry with a row in its place, if that is newer than what is there.</summary>
    public KnowledgeEntry With(KnowledgeRow row) => row.Source == KnowledgeSource.Told
        ? Told is { } told && told.Version >= row.Version ? this : this with { Told = row }
        : Events is { } said && said.Version >= row.Version ? this : this with { Events = row };
}
