using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CsTelemetry.Client.Sending;

/// <summary>One call of the API, as often as it is made. Immutable.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="Body">The JSON that is sent; null for none.</param>
internal sealed record ApiCall(HttpMethod Method, ApiPath Path, byte[]? Body = null)
{
    /// <summary>Gets when a document may be replaced; null for always.</summary>
    public WriteCondition? Condition { get; init; }

    /// <summary>Gets whether the answer is read while it comes.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>Gets whether making it twice is the same as making it once.</summary>
    public bool IsRepeatable => Method == HttpMethod.Get || Method == HttpMethod.Put;

    /// <summary>Gets what it is called in errors: without parameters, which may hold what should not be in a log.</summary>
    public string Name => $"{Method} {Path.Path}";

    /// <summary>Gets whether another try may find its own first one: a condition that held then holds no more.</summary>
    public bool NeedsName => Method == HttpMethod.Put && Condition is not null;

    public static ApiCall Get(ApiPath path) => new(HttpMethod.Get, path);

    public static ApiCall Put<T>(string path, T document, JsonTypeInfo<T> type, WriteCondition? condition) =>
        new(HttpMethod.Put, new ApiPath(path), JsonSerializer.SerializeToUtf8Bytes(document, type)) { Condition = condition };

    public static ApiCall Post<T>(string path, T document, JsonTypeInfo<T> type) =>
        new(HttpMethod.Post, new ApiPath(path), JsonSerializer.SerializeToUtf8Bytes(document, type));
}
