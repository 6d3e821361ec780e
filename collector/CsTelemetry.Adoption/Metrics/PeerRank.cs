namespace CsTelemetry.Adoption.Metrics;

/// <summary>Places a value among those of peers.</summary>
public static class PeerRank
{
    /// <summary>The fewest peers among whom somebody is placed: fewer would tell about one of them.</summary>
    public const int MinPeers = 5;

    /// <summary>Finds the percentile, 0 to 100: the share of peers below, those that are equal counted half. Null among fewer than 5 peers.</summary>
    /// <param name="value">The value.</param>
    /// <param name="peers">The values of the others, in any order.</param>
    public static double? Of(double value, IEnumerable<double> peers)
    {
        var all = peers.ToArray();
        return all.Length < MinPeers ? null : 100 * all.Sum(peer => peer < value ? 1 : peer > value ? 0 : .5) / all.Length;
    }
}
