namespace CsTelemetry.Collector.Wire;

/// <summary>A PublishRequest where it lies: what all its events have in common, and the way to them. Nothing is copied.</summary>
internal ref struct WireBatch
{
    private const uint ClientTag = (1 << 3) | 1;
    private const uint BatchTag = (2 << 3) | 1;
    private const uint SentAtTag = (3 << 3) | 1;
    private const uint ResourceTag = (4 << 3) | 2;
    internal const uint EventTag = (5 << 3) | 2;

    private ReadOnlySpan<byte> _bytes;
    private WireSource _source;

    public ulong ClientInstanceId { get; private set; }

    public ulong BatchSequence { get; private set; }

    /// <summary>Gets when this attempt left the client by the client's clock, in milliseconds since 1970; 0 if it did not say.</summary>
    public long SentAt { get; private set; }

    public int EventCount { get; private set; }

    public readonly WireSource Source => _source;

    /// <summary>Gets the events in their order.</summary>
    public readonly WireEvents Events => new(_bytes);

    /// <summary>Reads all but the events, which are counted.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such message.</exception>
    public static WireBatch Read(ReadOnlySpan<byte> bytes)
    {
        var batch = new WireBatch { _bytes = bytes };
        var reader = new WireReader(bytes);
        while (reader.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case EventTag:
                    reader.Bytes();
                    batch.EventCount++;
                    break;
                case ClientTag:
                    batch.ClientInstanceId = reader.Fixed64();
                    break;
                case BatchTag:
                    batch.BatchSequence = reader.Fixed64();
                    break;
                case SentAtTag:
                    batch.SentAt = (long)reader.Fixed64();
                    break;
                case ResourceTag:
                    batch._source.Merge(reader.Bytes());
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        return batch;
    }
}
