namespace CsTelemetry.Tracking;

/// <summary>Knows the keys of the properties that may be reported. Immutable.</summary>
internal sealed class PropertyAllowList
{
    // What the product itself asks for by a parameter or a member of its own is not the app's free text.
    private static readonly string[] WellKnown = ["method", "role", "name", "plan", "seats", "segment", "renewal_date", "time_zone"];

    private readonly HashSet<string> _keys;

    private PropertyAllowList(IEnumerable<string> keys) => _keys = new(keys.Concat(WellKnown), StringComparer.Ordinal);

    public static PropertyAllowList? From(ICollection<string>? keys) => keys is null ? null : new(keys);

    public bool Allows(string? key) => key is not null && _keys.Contains(key);

    public int CountRemoved(ReadOnlySpan<TelemetryProperty> properties)
    {
        var removed = 0;
        foreach (ref readonly var property in properties)
        {
            removed += Allows(property.Key) ? 0 : 1;
        }

        return removed;
    }
}
