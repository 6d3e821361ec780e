using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CsTelemetry.Collector.Administering;

/// <summary>One line of an operation's answer: words for a person, data for a script. On the wire it is a line of JSON.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Text">The words.</param>
internal sealed record AdministrationLine(LineKind Kind, string Text)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Gets how much is done, in the operation's own unit.</summary>
    public long? Done { get; init; }

    /// <summary>Gets how much there is to do.</summary>
    public long? Total { get; init; }

    /// <summary>Gets, on the last line, the exit code of the command.</summary>
    public int? Exit { get; init; }

    /// <summary>Gets the same for a script.</summary>
    public JsonNode? Data { get; init; }

    public static AdministrationLine Progress(string text, long done, long total) => new(LineKind.Progress, text) { Done = done, Total = total };

    public static AdministrationLine Note(string text, object? data = null) => new(LineKind.Note, text) { Data = ToNode(data) };

    public static AdministrationLine Fault(string text, object? data = null) => new(LineKind.Fault, text) { Data = ToNode(data) };

    public static AdministrationLine Result(string text, object? data = null, int exit = ExitCodes.Done) =>
        new(LineKind.Result, text) { Data = ToNode(data), Exit = exit };

    public static AdministrationLine Error(string text, int exit = ExitCodes.Failed) => new(LineKind.Error, text) { Exit = exit };

    /// <exception cref="JsonException">It is not such a line.</exception>
    public static AdministrationLine Parse(string json) => JsonSerializer.Deserialize<AdministrationLine>(json, Format)!;

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    private static JsonNode? ToNode(object? data) => data is null ? null : JsonSerializer.SerializeToNode(data, Format);
}
