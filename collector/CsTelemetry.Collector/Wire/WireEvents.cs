namespace CsTelemetry.Collector.Wire;

/// <summary>Walks the events of a batch.</summary>
internal ref struct WireEvents(ReadOnlySpan<byte> batch)
{
    private WireReader _reader = new(batch);

    /// <summary>Gets the message of the event that was stepped to.</summary>
    public ReadOnlySpan<byte> Message { get; private set; }

    /// <summary>Steps to the next event; false behind the last.</summary>
    public bool MoveNext()
    {
        while (_reader.TryReadTag(out var tag))
        {
            if (tag == WireBatch.EventTag)
            {
                Message = _reader.Bytes();
                return true;
            }

            _reader.Skip(tag);
        }

        return false;
    }
}
