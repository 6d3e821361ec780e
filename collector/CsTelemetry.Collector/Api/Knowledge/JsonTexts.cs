using System.Text.Json;
using CsTelemetry.Collector.Knowing.Documents;

namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>Finds text that JSON can write and Unicode has not, such as half a surrogate pair: a reader takes it and no one can use it. Pure.</summary>
internal static class JsonTexts
{
    /// <summary>Finds the first such text; null when all are sound.</summary>
    /// <param name="element">Where to look; its depth was bounded when it was read.</param>
    /// <param name="pointer">Where that is.</param>
    public static KnowledgeFault? FaultIn(JsonElement element, string pointer = "")
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString() is null ? Fault(pointer) : null,
                JsonValueKind.Array => element.EnumerateArray().Index().Select(item => FaultIn(item.Item, $"{pointer}/{item.Index}")).FirstOrDefault(fault => fault is not null),
                JsonValueKind.Object => element.EnumerateObject().Select(member => FaultIn(member.Value, $"{pointer}/{Escape(member.Name)}")).FirstOrDefault(fault => fault is not null),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // That is how the reader says so, of a value as of a name.
            return Fault(pointer);
        }
    }

    private static KnowledgeFault Fault(string pointer) => new(pointer, "It holds text that is not Unicode: bytes that are not UTF-8, or half a surrogate pair.");

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
