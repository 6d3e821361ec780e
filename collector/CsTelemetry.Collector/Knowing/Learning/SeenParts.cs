using System.Globalization;

namespace CsTelemetry.Collector.Knowing.Learning;

/// <summary>
/// Remembers which inserts of a table have been read, by the names of its parts: <c>all_FIRST_LAST_LEVEL</c>. A part that only merges what was read has
/// nothing new. Not thread-safe.
/// </summary>
internal sealed class SeenParts
{
    private List<(long First, long Last)> _seen = [];

    /// <summary>Tells whether a part may hold what was not read.</summary>
    public bool IsNew(string part) => !TryRead(part, out var inserts) || !_seen.Any(seen => seen.First <= inserts.First && inserts.Last <= seen.Last);

    /// <summary>Notes that parts have been read.</summary>
    public void Add(IEnumerable<string> parts)
    {
        List<(long First, long Last)> joined = [];
        foreach (var range in _seen.Concat(parts.Select(part => TryRead(part, out var inserts) ? inserts : (First: 1, Last: 0)).Where(inserts => inserts.First <= inserts.Last)).Order())
        {
            if (joined.Count > 0 && range.First <= joined[^1].Last + 1)
            {
                joined[^1] = (joined[^1].First, Math.Max(joined[^1].Last, range.Last));
            }
            else
            {
                joined.Add(range);
            }
        }

        _seen = joined;
    }

    private static bool TryRead(string part, out (long First, long Last) inserts)
    {
        var words = part.Split('_');
        inserts = default;
        return words.Length is 4 or 5
            && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out inserts.First)
            && long.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out inserts.Last);
    }
}
