using System.Text;
using CsTelemetry.Wire;

namespace CsTelemetry.Testing.Reading;

/// <summary>Reads a PublishRequest with the SDK's own reader.</summary>
internal static class BatchReader
{
    /// <summary>Reads the message; null when the bytes are not one.</summary>
    public static RecordedBatch? Read(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        var batch = new RecordedBatch { ClientInstanceId = 0, BatchSequence = 0 };
        var events = new List<RecordedEvent>();
        while (!reader.AtEnd)
        {
            if (!reader.TryTag(out var field, out var wire))
            {
                return null;
            }

            ulong number = 0;
            ReadOnlySpan<byte> bytes = default;
            if (!(wire == 1 ? reader.TryFixed64(out number) : wire == 2 ? reader.TryBytes(out bytes) : reader.TrySkip(wire)))
            {
                return null;
            }

            switch (field)
            {
                case 1:
                    batch = batch with { ClientInstanceId = number };
                    break;
                case 2:
                    batch = batch with { BatchSequence = number };
                    break;
                case 3:
                    batch = batch with { SentAt = DateTimeOffset.FromUnixTimeMilliseconds((long)number) };
                    break;
                case 4:
                    batch = WithResource(batch, bytes);
                    break;
                case 5 when EventReader.Read(bytes) is { } one:
                    events.Add(one);
                    break;
                case 5:
                    return null;
            }
        }

        return batch with { Events = events };
    }

    private static RecordedBatch WithResource(RecordedBatch batch, ReadOnlySpan<byte> resource)
    {
        var reader = new ProtoReader(resource);
        while (!reader.AtEnd && reader.TryTag(out var field, out var wire) && wire == 2 && reader.TryBytes(out var bytes))
        {
            var text = Encoding.UTF8.GetString(bytes);
            batch = field switch
            {
                2 => batch with { Application = text },
                3 => batch with { ApplicationVersion = text },
                4 => batch with { Environment = text },
                _ => batch,
            };
        }

        return batch;
    }
}
