using System.Net;
using System.Text.Json.Nodes;

namespace CsTelemetry.EndToEnd.Tests.Running;

/// <summary>What the REST API answered.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string? Tag, JsonNode? Body, string? MediaType, bool IsReplayed = false)
{
    /// <summary>Gets where the faults of a document are.</summary>
    public IEnumerable<string> Pointers => Body!["errors"]!.AsArray().Select(error => (string)error!["pointer"]!);
}
