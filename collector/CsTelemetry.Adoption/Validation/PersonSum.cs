using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Validation;

/// <summary>Sums one person's use by window.</summary>
internal sealed class PersonSum
{
    private readonly Dictionary<string, FeatureUse> _features = new(StringComparer.Ordinal);
    private uint _blocks;
    private long _events;
    private double _decayed;

    /// <summary>Adds use of a day of the given age, 0 to 364.</summary>
    public void Add(DayUse use, int age, bool isCore)
    {
        _decayed += use.Events * Math.Pow(2, -(double)age / UsageWindows.HalfLifeDays);
        _blocks |= age < UsageWindows.BlockCount * UsageWindows.BlockDays ? 1u << (age / UsageWindows.BlockDays) : 0;
        if (age >= UsageWindows.CoreDays)
        {
            return;
        }

        _events += use.Events;
        if (isCore)
        {
            var own = _features.GetValueOrDefault(use.Feature);
            _features[use.Feature] = new FeatureUse(use.Feature, own.Uses84 + use.Events, own.Days84 | (UInt128.One << age));
        }
    }

    public UserUsage ToUsage(string userId) => new(userId, _blocks, _events, _decayed, [.. _features.Values]);
}
