using CsTelemetry.Wire;

namespace CsTelemetry.Tracking;

/// <summary>Holds properties that many events share, already in the form they travel in; no key comes twice. Immutable.</summary>
internal sealed class PropertySet
{
    private readonly Entry[] _entries;

    private PropertySet(Entry[] entries)
    {
        _entries = entries;
        Block = [.. entries.SelectMany(entry => entry.Encoded)];
    }

    public static PropertySet Empty { get; } = new([]);

    public int Count => _entries.Length;

    /// <summary>Gets all of them, one after the other.</summary>
    public byte[] Block { get; }

    public string KeyAt(int index) => _entries[index].Key;

    public byte[] EncodedAt(int index) => _entries[index].Encoded;

    /// <summary>Gives the set with the property in it, instead of one of the same key; null when the property breaks a limit.</summary>
    public PropertySet? With(in TelemetryProperty property)
    {
        var room = new byte[EventRules.MaxPropertyBytes];
        var writer = new ProtoWriter(room);
        if (!PropertyEncoder.TryWrite(ref writer, in property, out _))
        {
            return null;
        }

        var entry = new Entry(property.Key, [.. room.AsSpan(0, writer.Position)]);
        Entry[] entries = [.. _entries.Where(other => other.Key != entry.Key), entry];
        return entries.Length > EventRules.MaxPropertyCount ? null : new(entries);
    }

    public PropertySet Without(string key) => new([.. _entries.Where(entry => entry.Key != key)]);

    /// <summary>Gives both; where a key is in both, the one of <paramref name="inner"/>.</summary>
    public PropertySet Around(PropertySet inner) =>
        inner.Count == 0 ? this : Count == 0 ? inner : new([.. _entries.Where(entry => !inner.Has(entry.Key)), .. inner._entries]);

    private bool Has(string key) => Array.Exists(_entries, entry => entry.Key == key);

    private readonly struct Entry(string key, byte[] encoded)
    {
        public string Key { get; } = key;

        public byte[] Encoded { get; } = encoded;
    }
}
