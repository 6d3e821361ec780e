namespace CsTelemetry.Collector.Scoring;

/// <summary>Collects which accounts of a tenant must be scored again, and from which day on. Not thread-safe.</summary>
internal sealed class DirtyAccounts
{
    private readonly Dictionary<string, DateOnly> _from = new(StringComparer.Ordinal);

    /// <summary>Gets the day from which all accounts must be scored again; null when only those that are named.</summary>
    public DateOnly? AllFrom { get; private set; }

    public int Count => _from.Count;

    public bool IsEmpty => _from.Count == 0 && AllFrom is null;

    /// <summary>Gets the earliest day of all; null when it is empty.</summary>
    public DateOnly? Earliest => _from.Count == 0 ? AllFrom : AllFrom is { } all && all < _from.Values.Min() ? all : _from.Values.Min();

    public void Add(string account, DateOnly from) =>
        _from[account] = _from.TryGetValue(account, out var known) && known < from ? known : from;

    public void AddAll(DateOnly from) => AllFrom = AllFrom is { } known && known < from ? known : from;

    public void Add(DirtyAccounts others)
    {
        foreach (var (account, from) in others._from)
        {
            Add(account, from);
        }

        if (others.AllFrom is { } all)
        {
            AddAll(all);
        }
    }

    /// <summary>Lists the accounts that are dirty on a day; null when all are.</summary>
    public IReadOnlyCollection<string>? On(DateOnly day) =>
        AllFrom <= day ? null : [.. _from.Where(pair => pair.Value <= day).Select(pair => pair.Key)];

    /// <summary>Copies what is dirty on a day or before; days before another one have been worked off, so that it is dirty from there on.</summary>
    public DirtyAccounts Until(DateOnly day, DateOnly workedOffBefore)
    {
        var left = new DirtyAccounts();
        foreach (var (account, from) in _from.Where(pair => pair.Value <= day))
        {
            left.Add(account, from < workedOffBefore ? workedOffBefore : from);
        }

        if (AllFrom is { } all && all <= day)
        {
            left.AddAll(all < workedOffBefore ? workedOffBefore : all);
        }

        return left;
    }
}
