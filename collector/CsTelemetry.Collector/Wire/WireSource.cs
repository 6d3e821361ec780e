namespace CsTelemetry.Collector.Wire;

/// <summary>A Resource where it lies: the program that reported a batch, as UTF-8.</summary>
internal ref struct WireSource
{
    private const uint SdkTag = (1 << 3) | 2;
    private const uint ApplicationTag = (2 << 3) | 2;
    private const uint ApplicationVersionTag = (3 << 3) | 2;
    private const uint EnvironmentTag = (4 << 3) | 2;

    public ReadOnlySpan<byte> Sdk { get; private set; }

    public ReadOnlySpan<byte> Application { get; private set; }

    public ReadOnlySpan<byte> ApplicationVersion { get; private set; }

    public ReadOnlySpan<byte> Environment { get; private set; }

    /// <summary>Takes in the message; sent in pieces, a later piece goes before an earlier one.</summary>
    internal void Merge(ReadOnlySpan<byte> message)
    {
        var reader = new WireReader(message);
        while (reader.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case SdkTag:
                    Sdk = reader.Bytes();
                    break;
                case ApplicationTag:
                    Application = reader.Bytes();
                    break;
                case ApplicationVersionTag:
                    ApplicationVersion = reader.Bytes();
                    break;
                case EnvironmentTag:
                    Environment = reader.Bytes();
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }
    }
}
