namespace CsTelemetry.Collector.Wire;

/// <summary>Walks the properties of an event.</summary>
internal ref struct WireProperties(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private WireReader _reader = new(message);

    /// <summary>Gets the property that was stepped to.</summary>
    public WireProperty Current { get; private set; }

    /// <summary>Gets the message of the event.</summary>
    public readonly ReadOnlySpan<byte> Message => _message;

    /// <summary>Gets where in <see cref="Message"/> the key of <see cref="Current"/> lies.</summary>
    public readonly Range KeyPlace
    {
        get
        {
            _ = _message.Overlaps(Current.Key, out var start);
            return Current.Key.IsEmpty ? 0..0 : start..(start + Current.Key.Length);
        }
    }

    /// <summary>Steps to the next property; false behind the last.</summary>
    public bool MoveNext()
    {
        while (_reader.TryReadTag(out var tag))
        {
            if (tag == WireEvent.PropertyTag)
            {
                Current = WireProperty.Read(_reader.Bytes());
                return true;
            }

            _reader.Skip(tag);
        }

        return false;
    }
}
