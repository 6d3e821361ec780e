using System.Text.Json;
using System.Text.Json.Nodes;
using CsTelemetry.Protocol.V1;
using Google.Protobuf;

namespace CsTelemetry.Collector.Quarantining;

/// <summary>Writes an event in quarantine as protobuf's own JSON, for people to read and mend, and reads it back.</summary>
internal static class EventText
{
    private const int MaxJsonDepth = 16;

    // What names a person, or may: an event that identifies a user says so in its properties.
    private static readonly string[] OfUsers = ["userId", "sessionId"];
    private static readonly string[] OfIdentifiedUsers = [.. OfUsers, "properties"];

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);
    private static readonly JsonParser Parser = new(new JsonParser.Settings(MaxJsonDepth));

    /// <summary>Writes an event; null when its bytes are no such message.</summary>
    /// <param name="bytes">The message Event.</param>
    /// <param name="withUsers">Whether the reader may see who it was.</param>
    public static JsonObject? Write(ReadOnlyMemory<byte> bytes, bool withUsers)
    {
        try
        {
            var message = Event.Parser.ParseFrom(bytes.Span);
            var json = JsonNode.Parse(Formatter.Format(message))!.AsObject();
            var hidden = withUsers ? [] : message.Kind == EventKind.IdentifyUser ? OfIdentifiedUsers : OfUsers;
            foreach (var name in hidden)
            {
                json.Remove(name);
            }

            return json;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>Makes the event that is sent again: the one in quarantine, with a patch of its JSON form merged in.</summary>
    /// <exception cref="InvalidDataException">The result is no such message; the text says why.</exception>
    public static Event Mended(ReadOnlyMemory<byte> bytes, JsonObject? patch)
    {
        try
        {
            if (patch is null)
            {
                return Event.Parser.ParseFrom(bytes.Span);
            }

            var merged = MergePatch.Apply(Write(bytes, withUsers: true), patch);
            return Parser.Parse<Event>(merged!.ToJsonString());
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidJsonException or JsonException)
        {
            throw new InvalidDataException($"It is no event after the change: {exception.Message}", exception);
        }
    }
}
