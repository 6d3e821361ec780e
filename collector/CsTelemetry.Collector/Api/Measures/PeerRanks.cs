using CsTelemetry.Adoption.Metrics;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Places accounts by their adoption rate among the others of a list.</summary>
internal sealed class PeerRanks(IEnumerable<AccountFeature> accounts)
{
    private readonly double[] _rates = [.. accounts.Select(account => account.Rate).OfType<double>().Order()];

    /// <summary>Finds an account's percentile among the others; null without a rate or among fewer than 5.</summary>
    public double? Of(AccountFeature account)
    {
        if (account.Rate is not { } rate)
        {
            return null;
        }

        var own = Array.BinarySearch(_rates, rate);
        return PeerRank.Of(rate, [.. _rates.AsSpan(0, own), .. _rates.AsSpan(own + 1)]);
    }
}
