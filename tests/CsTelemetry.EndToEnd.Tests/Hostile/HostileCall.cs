using System.Text;

namespace CsTelemetry.EndToEnd.Tests.Hostile;

/// <summary>One call that nobody should make.</summary>
/// <param name="Method">How.</param>
/// <param name="Path">Path and query, written as on the wire.</param>
/// <param name="Body">What is sent along; null for nothing.</param>
/// <param name="ContentType">What the body is said to be; null for nothing said.</param>
/// <param name="MustBeRefused">Whether only a refusal is right; else it may also be taken for the text that it is.</param>
internal sealed record HostileCall(string Method, string Path, byte[]? Body, string? ContentType, bool MustBeRefused)
{
    /// <summary>Gets a header that is sent along; null for none.</summary>
    public (string Name, string Value)? Header { get; init; }

    public static HostileCall Of(string method, string path, string? body, bool mustBeRefused) =>
        new(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), body is null ? null : "application/json", mustBeRefused);
}
