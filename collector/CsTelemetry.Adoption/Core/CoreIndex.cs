namespace CsTelemetry.Adoption.Core;

/// <summary>Finds a core feature's place by its key. Built once per portfolio; safe to share between threads.</summary>
internal sealed class CoreIndex
{
    private readonly Dictionary<string, int> _places;
    private readonly IReadOnlyList<CoreFeature> _core;

    /// <summary>Indexes the core features in their given order, in which their weights are also summed.</summary>
    /// <exception cref="ArgumentException">A feature comes twice, or its weight is not above 0.</exception>
    public CoreIndex(IReadOnlyList<CoreFeature> core)
    {
        _core = core;
        _places = new Dictionary<string, int>(core.Count, StringComparer.Ordinal);
        for (var place = 0; place < core.Count; place++)
        {
            if (!(core[place].Weight > 0 && double.IsFinite(core[place].Weight)) || !_places.TryAdd(core[place].Feature, place))
            {
                throw new ArgumentException(
                    $"Core feature '{core[place].Feature}' of weight {core[place].Weight} cannot be: each comes once, with a weight above 0.",
                    nameof(core));
            }
        }
    }

    /// <summary>Gets the number of core features.</summary>
    public int Count => _core.Count;

    /// <summary>Finds a feature's place; false when it is not a core feature.</summary>
    public bool TryFind(string feature, out int place) => _places.TryGetValue(feature, out place);

    /// <summary>Gets the value weight of the feature at a place.</summary>
    public double WeightAt(int place) => _core[place].Weight;

    /// <summary>Sums the value weight of the core features that a plan includes; all of them when the plan is unknown.</summary>
    public double EntitledWeight(IReadOnlySet<string>? entitled)
    {
        var weight = 0d;
        foreach (var feature in _core)
        {
            weight += entitled is null || entitled.Contains(feature.Feature) ? feature.Weight : 0;
        }

        return weight;
    }
}
