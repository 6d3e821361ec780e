namespace CsTelemetry.Wire;

/// <summary>Walks over the events of a frame, given the bytes behind its prefix.</summary>
internal ref struct FrameEvents(ReadOnlySpan<byte> events)
{
    private readonly int _total = events.Length;
    private ProtoReader _reader = new(events);

    /// <summary>Gets where the event begins, tag included.</summary>
    public int Start { get; private set; }

    /// <summary>Gets where the event ends.</summary>
    public int End { get; private set; }

    public ReadOnlySpan<byte> Body { get; private set; }

    /// <exception cref="InvalidOperationException">The bytes are not events: the frame was written wrongly.</exception>
    public bool MoveNext()
    {
        if (_reader.AtEnd)
        {
            return false;
        }

        Start = _total - _reader.LeftBytes;
        if (!_reader.TryTag(out var field, out var wire) || (field, wire) != (5, 2) || !_reader.TryBytes(out var body))
        {
            throw new InvalidOperationException("A batch cannot be read back.");
        }

        Body = body;
        End = _total - _reader.LeftBytes;
        return true;
    }
}
